import {
  generateKeyPair,
  importSigner,
  importVerifier,
  signMessage,
  verifyMessage,
} from "@countersign/crypto-core";
import * as misskey from "@misskey-dev/node-http-message-signatures";
import activitypub, { Sha256Signer } from "activitypub-http-signatures";
import { cavage, createSigner, createVerifier } from "http-message-signatures";
import joyent from "http-signature";
import { inFlight, measure, ratio } from "./measure.js";
import { fastest, heading, table, target } from "./report.js";

const names = ["(request-target)", "host", "date", "digest"];
const path = "/foo?param=value&pet=dog";

/** A whole request signed, and verified, with RSA-2048 and 64 in flight; each library with its best kind of key. */
export async function benchRequests(): Promise<void> {
  const { privateKey, publicKey } = await generateKeyPair();
  const signer = await importSigner(privateKey);
  const verifier = await importVerifier(publicKey);
  const headers = {
    host: "example.com",
    date: new Date().toUTCString(),
    digest: "SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
  };
  const message = { method: "POST", target: path, headers, body: new Uint8Array() };
  const absolute = { method: "POST", url: `https://example.com${path}`, headers };
  const rsa = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const pkcs8 = Buffer.from(privateKey.replace(/-----.*-----|\s/g, ""), "base64");
  const spki = Buffer.from(publicKey.replace(/-----.*-----|\s/g, ""), "base64");
  const cryptoKey = await crypto.subtle.importKey("pkcs8", pkcs8, rsa, false, ["sign"]);
  const publicCryptoKey = await crypto.subtle.importKey("spki", spki, rsa, false, ["verify"]);
  const each = (name: string, operation: () => Promise<unknown>) => ({
    name,
    run: (count: number) => inFlight(operation, count, 64),
  });

  heading("A whole request signed, RSA-2048, 64 in flight");
  const hmsKey = createSigner(privateKey, "rsa-v1_5-sha256", "Test");
  const pub = new Sha256Signer({ publicKeyId: "Test", privateKey, headerNames: names });
  const signing = await measure([
    each("crypto-core", () => signMessage({ message, headers: names, signer, keyId: "Test" })),
    each("@misskey-dev/node-http-message-signatures", () =>
      misskey.signAsDraftToRequest(
        { ...absolute, headers: { ...headers } } as never,
        { keyId: "Test", privateKey: cryptoKey } as never,
        names,
      ),
    ),
    each("http-message-signatures", () =>
      cavage.signMessage(
        { key: hmsKey, fields: ["@request-target", "host", "date", "digest"] } as never,
        absolute,
      ),
    ),
    each("http-signature", async () => {
      const request = {
        method: "POST",
        path,
        getHeader: (name: string) => headers[name as "host"],
        setHeader() {},
      };
      joyent.signRequest(request, { key: privateKey, keyId: "Test", headers: names });
    }),
    each("activitypub-http-signatures", async () => pub.sign({ ...absolute, headers: { ...headers } })),
  ]);
  const [ours, ...peers] = signing as [(typeof signing)[number], ...typeof signing];
  table(signing, ours);
  target("to the fastest peer", ratio(ours, fastest(peers)), { atLeast: 1 });

  heading("A whole request verified, RSA-2048, 64 in flight");
  const { value } = await signMessage({ message, headers: names, signer, keyId: "Test" });
  const received = { ...message, headers: { ...headers, signature: value } };
  const request = { method: "POST", url: path, headers: { ...headers, signature: value } };
  const authorized = {
    method: "POST",
    url: path,
    headers: { ...headers, authorization: `Signature ${value}` },
  };
  const hmsVerifier = createVerifier(publicKey, "rsa-v1_5-sha256");
  const verifying = await measure([
    each("crypto-core", () =>
      verifyMessage({
        message: received,
        resolveKey: () => verifier,
        requiredHeaders: names,
        now: new Date(),
      }),
    ),
    each("@misskey-dev/node-http-message-signatures", async () => {
      const parsed = misskey.parseRequestSignature(request as never, { requiredInputs: { draft: names } });
      if (!(await misskey.verifyDraftSignature(parsed.value as never, publicCryptoKey)))
        throw new Error("refused");
    }),
    each("http-message-signatures", () =>
      cavage.verifyMessage(
        { keyLookup: async () => ({ id: "Test", algs: ["rsa-v1_5-sha256"], verify: hmsVerifier }) } as never,
        {
          ...absolute,
          headers: { ...headers, signature: value },
        },
      ),
    ),
    each("http-signature", async () => {
      if (!joyent.verifySignature(joyent.parseRequest(authorized), publicKey)) throw new Error("refused");
    }),
    each("activitypub-http-signatures", async () => {
      if (!activitypub.parse(request)?.verify(publicKey)) throw new Error("refused");
    }),
  ]);
  const [oursVerifying, ...peersVerifying] = verifying as [(typeof verifying)[number], ...typeof verifying];
  table(verifying, oursVerifying);
  target("to the fastest peer", ratio(oursVerifying, fastest(peersVerifying)), { atLeast: 1 });
}
