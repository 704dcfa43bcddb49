import { expect, it } from "vitest";
import { TokenError } from "../../../src/token/token-error.js";

it.each([
  [undefined, false],
  [200, false],
  [400, false],
  [401, false],
  [429, true],
  [500, true],
  [503, true],
])("of the status %s may pass by itself: %s", (status, isRetryable) => {
  const error = new TokenError("ERR_TOKEN_REFUSED", "refused", { status });
  expect(error).toMatchObject({ name: "TokenError", code: "ERR_TOKEN_REFUSED", status, isRetryable });
});

it("says where, by which ids, what OAuth calls it, and what it came from", () => {
  const context = {
    status: 400,
    url: "https://api.example/token",
    requestId: "r",
    correlationId: "c",
    error: "invalid_scope",
    cause: new Error("why"),
  };
  expect(new TokenError("ERR_TOKEN_REFUSED", "refused", context)).toMatchObject(context);
  expect("cause" in new TokenError("ERR_TOKEN_REFUSED", "refused", {})).toBe(false);
});
