import { inspect } from "node:util";
import { expect, it } from "vitest";
import { AccessToken } from "../../../src/token/access-token.js";

const token = new AccessToken({
  value: "the-token",
  refreshToken: "the-refresh-token",
  obtainedAt: new Date("2026-01-01T00:00:00Z"),
  expiresAt: new Date("2026-01-01T00:05:00Z"),
  scope: ["allow"],
});

it("gives the token to whoever asks for it by name", () => {
  expect(token.value).toBe("the-token");
  expect(token.refreshToken).toBe("the-refresh-token");
});

it.each([
  ["inspect", inspect(token, { depth: Infinity, showHidden: true, getters: false })],
  ["JSON", JSON.stringify(token)],
  ["a copy of its members", JSON.stringify({ ...token })],
  ["its text", `${token}`],
])("is not shown by %s", (_name, text) => {
  expect(text).not.toMatch(/the-(refresh-)?token/);
});

it("shows when it was obtained, when it ends and for what it is", () => {
  expect(JSON.parse(JSON.stringify(token))).toEqual({
    obtainedAt: "2026-01-01T00:00:00.000Z",
    expiresAt: "2026-01-01T00:05:00.000Z",
    scope: ["allow"],
  });
});

it.each(["", "a b", "a\nb", "ä"])(
  "takes no text that cannot stand in a header, and does not repeat it: %j",
  (value) => {
    const parts = { obtainedAt: new Date(), expiresAt: new Date(), scope: [] };
    expect(() => new AccessToken({ ...parts, value })).toThrow(
      new TypeError("a token is visible ASCII, without blanks or line breaks"),
    );
  },
);
