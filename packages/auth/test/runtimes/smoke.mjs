// Runs the installed package in whatever runtime executes this file: all of it but the connections, which are Node's.
import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import * as auth from "@countersign/auth";

const endpoint = auth.createNotificationTokenEndpoint({
  issuer: "https://shop.example",
  audience: "https://shop.example/v3",
  clients: [{ id: "client", secrets: ["secret"] }],
  keys: [{ kid: "1", algorithm: "EdDSA", key: generateKeyPairSync("ed25519").privateKey }],
});
const attempts = [];
const answers = {
  "/token": (request) => endpoint(request),
  "/things": async (request) => {
    await endpoint.verify(request.headers.get("authorization"));
    return Response.json([1]);
  },
};
const http = auth.createHttpClient({
  fetch: (input, init) => answers[new URL(input).pathname](new Request(input, init)),
  observers: [
    (attempt) => {
      attempts.push(attempt);
    },
  ],
});
const sourceFor = (clientSecret) =>
  auth.createTokenSource({
    url: new URL("https://service.example/token"),
    grant: auth.clientSecretGrant({ clientId: "client", clientSecret, sentAs: "basic" }),
    http,
  });
const getThings = ({ value }) =>
  http.get("https://service.example/things", { headers: { authorization: `Bearer ${value}` } });

const { response } = await auth.sendWithToken(sourceFor("secret"), getThings, {
  isExpired: ({ status }) => status === 401,
});
assert.deepEqual(await response.json(), [1]);
assert.equal(attempts.length, 2);
assert.ok(!JSON.stringify(attempts).includes("Bearer ey"), "a token is in a record");
await assert.rejects(sourceFor("wrong").getToken(), { code: "ERR_TOKEN_REFUSED" });
await assert.rejects(endpoint.verify("Bearer e30.e30.e30"), { code: "ERR_BEARER_TOKEN_MALFORMED" });

auth.verifyStaticBearer("Bearer right", ["right"]);
assert.throws(() => auth.verifyStaticBearer("Bearer wrong", ["right"]), { code: "ERR_BEARER_TOKEN_WRONG" });
const json = '{"Amount":13.00}';
const read = auth.readDecimalJson(json, (name) => name === "Amount");
assert.deepEqual(read, { Amount: "13.00" });
assert.equal(auth.createRedactor().text("DE89370400440532013000"), "DE89***3000");

const { bun, deno, node } = process.versions;
console.log(`auth works on ${bun ? `Bun ${bun}` : deno ? `Deno ${deno}` : `Node ${node}`}`);
