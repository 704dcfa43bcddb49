import { inspect } from "node:util";
import { expect, it } from "vitest";
import { staticToken } from "../../../src/token/static-token.js";

const tokens = staticToken("the-token");

it("is the same, for ever", async () => {
  const token = await tokens.getToken();
  expect(token.value).toBe("the-token");
  expect(token.scope).toEqual([]);
  expect(token.expiresAt.getTime()).toBe(8_640_000_000_000_000);
  expect(await tokens.getToken()).toBe(token);
});

it("cannot be renewed once it was refused, and says so without showing it", async () => {
  const refused = await tokens.getToken();
  for (const options of [{ refused }, { forceRefresh: true }]) {
    const error: unknown = await tokens.getToken(options).catch((caught) => caught);
    expect(error).toMatchObject({
      name: "TokenError",
      code: "ERR_TOKEN_EXPIRED",
      isRetryable: false,
      message: "The token was refused, and nothing here can renew it: get a new one.",
    });
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain("the-token");
  }
});

it("is not given to who has aborted", async () => {
  const reason = new Error("enough");
  await expect(tokens.getToken({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
