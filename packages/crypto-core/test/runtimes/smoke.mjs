// Runs the installed package in whatever runtime executes this file, with that runtime's own WebCrypto. Prints one line.
import assert from "node:assert/strict";
import * as core from "@countersign/crypto-core";

const engine = globalThis.crypto;
const { privateKey, publicKey } = await core.generateKeyPair({ engine });
const signer = await core.importSigner(privateKey, { engine });
const verifier = await core.importVerifier(publicKey, { engine });

const body = new TextEncoder().encode('{"hello":"world"}');
const headers = { digest: core.digestHeader(body), "x-request-id": "1" };
const message = { method: "POST", target: "/payments?x=1", headers, body };
const names = ["digest", "x-request-id", "(request-target)"];
const { value } = await core.signMessage({ message, headers: names, signer, keyId: "k" });
const verify = (received) =>
  core.verifyMessage({
    message: received,
    resolveKey: () => verifier,
    requiredHeaders: names,
    now: new Date(),
  });
const received = { ...message, headers: { ...headers, signature: value } };
assert.equal((await verify(received)).keyId, "k");
await assert.rejects(verify({ ...received, target: "/payments" }), { code: "ERR_SIGNATURE_INVALID" });
await assert.rejects(verify({ ...received, body: body.subarray(1) }), { code: "ERR_DIGEST_MISMATCH" });
assert.deepEqual(await signer.signDigest(core.sha256(body)), await signer.sign(body));

const notBefore = new Date("2026-01-01T00:00:00Z");
const notAfter = new Date("2028-01-01T00:00:00Z");
const certificate = await core.createSelfSignedCertificate({
  signer,
  subject: "CN=smoke",
  notBefore,
  notAfter,
});
const parsed = core.parseCertificate(certificate);
assert.deepEqual(core.checkCertificatePolicy(parsed, core.worldlinePolicy, { now: notBefore }), []);
const request = await core.createCertificateRequest({ signer, subject: "CN=smoke" });
assert.equal(core.parseCertificateRequest(request).subject, "CN=smoke");
const file = await core.writePkcs12({
  privateKey,
  certificates: [certificate],
  password: "secret",
  iterations: 1000,
});
const contents = await core.readPkcs12(file, { password: "secret" });
assert.equal(contents.certificates[0].subject, "CN=smoke");
await assert.rejects(core.readPkcs12(file, { password: "wrong" }), { code: "ERR_PKCS12_PASSWORD" });
const { cause } = await core.explainBodySignature({
  body,
  signature: await signer.sign(new TextEncoder().encode('{"hello": "world"}')),
  verifier,
});
assert.equal(cause?.code, "body-reserialised");

const { bun, deno, node } = process.versions;
console.log(`crypto-core works on ${bun ? `Bun ${bun}` : deno ? `Deno ${deno}` : `Node ${node}`}`);
