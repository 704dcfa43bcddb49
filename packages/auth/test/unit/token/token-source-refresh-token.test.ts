import { describe, expect, it } from "vitest";
import { passwordGrant } from "../../../src/token/password-grant.js";
import { refreshTokenGrant } from "../../../src/token/refresh-token-grant.js";
import { type ReceivedTokenRequest, tokenAnswer } from "../../support/token-endpoint.js";
import { startTokenSource } from "../../support/token-source.js";

const password = passwordGrant({ username: "u", password: "p", scope: ["allow"] });
const grant = refreshTokenGrant(password);
const forms = (requests: readonly ReceivedTokenRequest[]) => requests.map(({ body }) => body);
const byPassword = "grant_type=password&scope=allow&username=u&password=p";
const byRefreshToken = (token: string) => `grant_type=refresh_token&refresh_token=${token}`;

/** Gives t1 with r1, t2 with r2 …, and refuses the requests of these numbers. */
const rotating = (refused: readonly number[] = [], refusal = () => refusedToken()) =>
  ((_request, number) =>
    refused.includes(number)
      ? refusal()
      : tokenAnswer(`t${number}`, { refresh_token: `r${number}` })) as Parameters<typeof startTokenSource>[0];
const refusedToken = () => Response.json({ error: "invalid_grant" }, { status: 400 });

async function renewed(started: ReturnType<typeof startTokenSource>): Promise<string> {
  started.clock.pass(300);
  return await started.token();
}

describe("a refresh token", () => {
  it("renews, and the one that comes with the answer is the next one", async () => {
    const started = startTokenSource(rotating(), { grant });
    expect([await started.token(), await renewed(started), await renewed(started)]).toEqual([
      "t1",
      "t2",
      "t3",
    ]);
    expect(forms(started.requests)).toEqual([byPassword, byRefreshToken("r1"), byRefreshToken("r2")]);
  });

  it("is used again where the answer has no other", async () => {
    const started = startTokenSource(
      (_request, number) => tokenAnswer(`t${number}`, number === 1 ? { refresh_token: "r1" } : {}),
      { grant },
    );
    await started.token();
    await renewed(started);
    await renewed(started);
    expect(forms(started.requests)).toEqual([byPassword, byRefreshToken("r1"), byRefreshToken("r1")]);
  });

  it("that is refused is followed by the password at once, and what comes with that is the next one", async () => {
    const started = startTokenSource(rotating([2]), { grant });
    await started.token();
    expect([await renewed(started), await renewed(started)]).toEqual(["t3", "t4"]);
    expect(forms(started.requests)).toEqual([
      byPassword,
      byRefreshToken("r1"),
      byPassword,
      byRefreshToken("r3"),
    ]);
    expect(started.warnings).toEqual([
      ["the refresh token was refused; asking anew", expect.objectContaining({ error: "invalid_grant" })],
    ]);
  });

  it("and password that are both refused are the error, once", async () => {
    const started = startTokenSource(rotating([2, 3]), { grant });
    await started.token();
    await expect(renewed(started)).rejects.toMatchObject({ code: "ERR_TOKEN_REFUSED" });
    await expect(started.token()).rejects.toMatchObject({ code: "ERR_TOKEN_REFUSED" });
    expect(started.requests).toHaveLength(3);
  });

  it("is not given up where there was no answer", async () => {
    const lost = Object.assign(new Error("reset"), { code: "ECONNRESET" });
    const started = startTokenSource(
      rotating([2], () => {
        throw lost;
      }),
      { grant },
    );
    await started.token();
    await expect(renewed(started)).rejects.toMatchObject({ code: "ERR_API_CONNECTION" });
    expect(await renewed(started)).toBe("t3");
    expect(forms(started.requests)).toEqual([byPassword, byRefreshToken("r1"), byRefreshToken("r1")]);
  });

  it("is of no use to a grant that did not ask for it", async () => {
    const started = startTokenSource(rotating(), { grant: password });
    await started.token();
    await renewed(started);
    expect(forms(started.requests)).toEqual([byPassword, byPassword]);
    const refused = startTokenSource(rotating([2]), { grant: password });
    await refused.token();
    await expect(renewed(refused)).rejects.toMatchObject({ code: "ERR_TOKEN_REFUSED" });
    expect(refused.requests).toHaveLength(2);
  });
});
