import { afterAll, beforeAll, expect, it } from "vitest";
import { prepareConsumer } from "../../../src/index.js";
import { type Authority, createAuthority } from "../../support/authority.js";
import { issueConsumer } from "../../support/consumer.js";

const userId = "stb2_01014172_1000000";
let authority: Authority;

beforeAll(() => {
  authority = createAuthority();
});

afterAll(() => authority.remove());

it("names the files as the portal does, each with a certificate and its own key", async () => {
  const { ssl, signing } = await issueConsumer(authority, userId);
  expect([ssl.name, signing.name]).toEqual([`ocapi-${userId}-ssl.pem`, `ocapi-${userId}-signing.pem`]);
  const [one, two] = [ssl, signing].map(({ content }) =>
    content.slice(content.indexOf("-----BEGIN PRIVATE KEY")),
  );
  expect(one).not.toBe(two);
});

it.each(["", "a b", "a/../b", "x".repeat(65), "a,O=b"])("refuses the user id %j", async (wrong) => {
  await expect(prepareConsumer(wrong)).rejects.toMatchObject({ code: "ERR_CREDENTIALS_USER_ID" });
});
