import { expect, it } from "vitest";
import { passwordGrant } from "../../../src/token/password-grant.js";
import { refreshTokenGrant } from "../../../src/token/refresh-token-grant.js";

const url = new URL("https://api.example/token");
const now = new Date("2026-01-01T00:00:00Z");
const password = passwordGrant({ username: "u", password: "p", scope: ["allow"] });
const grant = refreshTokenGrant(password);

it("asks with the refresh token where there is one", async () => {
  const request = await grant.buildRequest({ url, now, refreshToken: "r +&" });
  expect([request.method, request.url]).toEqual(["POST", url.href]);
  expect(Object.fromEntries(request.headers)).toEqual({
    accept: "application/json",
    "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
  });
  expect(await request.text()).toBe("grant_type=refresh_token&refresh_token=r+%2B%26");
});

it("asks as the other grant does where there is none", async () => {
  expect(await (await grant.buildRequest({ url, now })).text()).toBe(
    await (await password.buildRequest({ url, now })).text(),
  );
});

it("says that it uses one, and is kept under the other grant's name", () => {
  expect(grant.usesRefreshToken).toBe(true);
  expect(password.usesRefreshToken).toBeUndefined();
  expect(grant.name).toEqual(password.name);
});
