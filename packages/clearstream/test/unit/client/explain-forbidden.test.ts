import { describe, expect, it } from "vitest";
import { explainForbidden, type ForbiddenReason } from "../../../src/index.js";
import { forbidden, jwt, userId } from "../../support/platform.js";

const now = new Date("2030-01-01T00:00:00Z");
const exp = now.getTime() / 1000;
const token = (scope: string[], claims: object = { sub: userId }) => ({ value: jwt(claims), scope });
const all = ["allow", "ocapi-playground-v1"];
const certificateCommonName = userId;

describe("a 403 is explained by what was sent", () => {
  it.each<[string, Partial<Parameters<typeof explainForbidden>[0]>, ForbiddenReason, RegExp]>([
    ["no certificate", { certificateCommonName: undefined }, "no-certificate", /No client certificate/],
    ["no token", { token: undefined }, "no-token", /No access token/],
    [
      "the wrong scope",
      { token: token(["allow", "scim2-ext-v1"]) },
      "scope",
      /lacks the scope ocapi-playground-v1; it has allow scim2-ext-v1/,
    ],
    ["no allow", { token: token(["ocapi-playground-v1"]) }, "scope", /lacks the scope allow/],
    [
      "another's certificate",
      { certificateCommonName: "other" },
      "other-user",
      /certificate is other's, the token a00012345_0012345's/,
    ],
    [
      "a token that has ended",
      { token: token(all, { sub: userId, exp }) },
      "token-expired",
      /expired at 2030-01-01T00:00:00\.000Z; now is 2030/,
    ],
    ["a token that still holds", { token: token(all, { sub: userId, exp: exp + 1 }) }, "unknown", /revoked/],
    ["a token whose end is no time", { token: token(all, { exp: 1e300 }) }, "unknown", /revoked/],
    ["scopes that nobody told", { token: token([]) }, "unknown", /revoked/],
    ["nothing wrong", {}, "unknown", /revoked/],
    ["a token that is no JWT", { token: { value: "x", scope: all } }, "unknown", /revoked/],
  ])("%s", (_name, call, reason, message) => {
    const explained = explainForbidden({
      body: forbidden,
      certificateCommonName,
      token: token(all),
      now,
      ...call,
    });
    expect(explained).toMatchObject({ reason, message: expect.stringMatching(message), requiredScopes: all });
  });

  it("without looking at the token's end where the time is not known", () => {
    const call = { body: forbidden, certificateCommonName, token: token(all, { sub: userId, exp: 1 }) };
    expect(explainForbidden(call).reason).toBe("unknown");
  });

  it.each([[undefined], [null], ["<html>"], [{ required_scopes: { mandatory: 5 } }]])(
    "even where the body is %j",
    (body) => {
      const explained = explainForbidden({ body, certificateCommonName, token: token(["x"]), now });
      expect(explained).toMatchObject({ reason: "unknown", requiredScopes: [] });
    },
  );
});
