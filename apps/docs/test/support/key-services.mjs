// Key services' stand-ins, for whoever imports this first: one key, which signs hashes as they do.
import { constants, generateKeyPairSync, privateEncrypt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { json } from "node:stream/consumers";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

export { publicKey };

/** What the DER before a SHA-256 hash is (RFC 8017 section 9.2). */
const prefix = Buffer.from("3031300d060960864801650304020105000420", "hex");

function signHash(hash) {
  const key = { key: privateKey, padding: constants.RSA_PKCS1_PADDING };
  return privateEncrypt(key, Buffer.concat([prefix, hash]));
}

// AWS's own client goes to wherever the environment says.
const answers = {
  "TrentService.GetPublicKey": () => ({
    PublicKey: publicKey.export({ format: "der", type: "spki" }).toString("base64"),
  }),
  "TrentService.Sign": ({ Message }) => ({
    Signature: signHash(Buffer.from(Message, "base64")).toString("base64"),
  }),
};
const aws = createServer(async (request, response) => {
  const { KeyId, ...input } = await json(request);
  const isKnown = KeyId === "alias/clearbank-1" && request.headers.authorization?.includes("/eu-west-2/kms/");
  response.writeHead(isKnown ? 200 : 400, { "content-type": "application/x-amz-json-1.1" });
  response.end(JSON.stringify(isKnown ? answers[request.headers["x-amz-target"]](input) : {}));
});
aws.listen(0, "127.0.0.1").unref();
await once(aws, "listening");
process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${aws.address().port}`;
process.env.AWS_ACCESS_KEY_ID = "test";
process.env.AWS_SECRET_ACCESS_KEY = "test";

/** What `KeyClient.getKey` of Azure's client gives. */
const { n, e } = publicKey.export({ format: "jwk" });
export const azureKey = { key: { n: Buffer.from(n, "base64url"), e: Buffer.from(e, "base64url") } };

/** Of Azure's client, what signs. It is not installed: what it depends on asks for Node 22. */
export const azureClient = {
  async sign(algorithm, hash) {
    if (algorithm !== "RS256") throw new TypeError(`no such algorithm: ${algorithm}`);
    return { result: signHash(hash) };
  },
};

/**
 * Stands in the place of Google's client, which speaks gRPC to Google's own host: crypto-core's tests have the real
 * one.
 */
export class KeyManagementServiceClient {
  async getPublicKey({ name }) {
    const pem = publicKey.export({ format: "pem", type: "spki" });
    return [{ name, pem, pemCrc32c: { value: crc32c(Buffer.from(pem)) } }];
  }

  async asymmetricSign({ name, digest, digestCrc32c }) {
    const hash = Buffer.from(digest.sha256);
    const signature = signHash(hash);
    const verifiedDigestCrc32c = digestCrc32c.value === crc32c(hash);
    return [{ name, signature, signatureCrc32c: { value: crc32c(signature) }, verifiedDigestCrc32c }];
  }
}

function crc32c(data) {
  let crc = ~0;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
  }
  return ~crc >>> 0;
}
