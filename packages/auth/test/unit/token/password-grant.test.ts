import { expect, it } from "vitest";
import { passwordGrant } from "../../../src/token/password-grant.js";

const url = new URL("https://api.example/authmanager/oauth2/access_token?realm=a");
const now = new Date("2026-01-01T00:00:00Z");

it("is asked for as RFC 6749 has it, in these bytes", async () => {
  const grant = passwordGrant({
    username: "a00012345_0012345",
    password: "p&=+ %ü",
    scope: ["allow", "ocapi-v1"],
  });
  const request = await grant.buildRequest({ url, now });
  expect(request.method).toBe("POST");
  expect(request.url).toBe(url.href);
  expect([...request.headers]).toEqual([
    ["accept", "application/json"],
    ["content-type", "application/x-www-form-urlencoded;charset=UTF-8"],
  ]);
  expect(await request.text()).toBe(
    "grant_type=password&scope=allow+ocapi-v1&username=a00012345_0012345&password=p%26%3D%2B+%25%C3%BC",
  );
});

it("leaves scope out where none is asked for", async () => {
  const request = await passwordGrant({ username: "u", password: "p", scope: [] }).buildRequest({ url, now });
  expect(await request.text()).toBe("grant_type=password&username=u&password=p");
});

it("asks for the password at each request", async () => {
  const passwords = ["first", "second"];
  const grant = passwordGrant({
    username: "u",
    password: async () => passwords.shift() as string,
    scope: [],
  });
  expect(await (await grant.buildRequest({ url, now })).text()).toMatch(/&password=first$/);
  expect(await (await grant.buildRequest({ url, now })).text()).toMatch(/&password=second$/);
});

it("fails where the password cannot be read, with that reason", async () => {
  const reason = new Error("the vault is sealed");
  const grant = passwordGrant({ username: "u", password: () => Promise.reject(reason), scope: [] });
  await expect(grant.buildRequest({ url, now })).rejects.toBe(reason);
});

it("ends with the signal", async () => {
  const { signal } = await passwordGrant({ username: "u", password: "p", scope: [] }).buildRequest({
    url,
    now,
    signal: AbortSignal.abort(),
  });
  expect(signal.aborted).toBe(true);
});

it("has a name without the password", () => {
  const grant = passwordGrant({ username: "u", password: "the-password", scope: ["b", "a", "b"] });
  expect(grant.name).toEqual({ grant: "password", username: "u", scope: "a b" });
});
