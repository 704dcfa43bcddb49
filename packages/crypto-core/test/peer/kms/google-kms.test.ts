import { KeyManagementServiceClient } from "@google-cloud/kms";
import { grpc } from "google-gax";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  createCertificateRequest,
  encodePem,
  importVerifier,
  parseCertificateRequest,
  type Signer,
  sha256,
} from "../../../src/index.js";
import { googleKmsSigner } from "../../../src/kms/google-kms.js";
import { expectCode } from "../../support/expect-error.js";
import { type GoogleServer, startGoogleServer } from "../../support/kms/google-server.js";
import { createKeyHolder } from "../../support/kms/key-holder.js";

const key = createKeyHolder();
const message = Buffer.from("a message");
let server: GoogleServer;
let client: KeyManagementServiceClient;
let keyVersionName: string;
let signer: Required<Signer>;

beforeAll(async () => {
  // Keeps the client from looking for the metadata server of a machine in Google's cloud.
  process.env.METADATA_SERVER_DETECTION = "none";
  server = await startGoogleServer(key);
  client = new KeyManagementServiceClient({
    apiEndpoint: "127.0.0.1",
    port: server.port,
    sslCreds: grpc.credentials.createInsecure(),
  });
  keyVersionName = client.cryptoKeyVersionPath("p", "europe-west2", "r", "signing", "1");
  signer = await googleKmsSigner({ client, keyVersionName });
});
beforeEach(() => {
  server.mood = "well";
});
afterAll(async () => {
  await client.close();
  await server.close();
});

describe("googleKmsSigner with Google's own client", () => {
  it("signs as the key does, the message or its hash", async () => {
    const signature = await signer.sign(message);
    await (await importVerifier(key.spki)).verify(message, signature);
    expect(await signer.signDigest(sha256(message))).toEqual(signature);
    await expect(signer.signDigest(message)).rejects.toThrow(
      new TypeError("digest must be a SHA-256 hash: 32 bytes"),
    );
  });

  it("makes a certificate request", async () => {
    const request = parseCertificateRequest(
      await createCertificateRequest({ signer, subject: "CN=example" }),
    );
    expect(Buffer.from(request.publicKey)).toEqual(key.spki);
  });

  it("does not ask for a public key that it is given", async () => {
    server.mood = "corrupting the public key";
    const given = await googleKmsSigner({
      client,
      keyVersionName,
      publicKey: encodePem("PUBLIC KEY", key.spki),
    });
    expect(await given.sign(message)).toEqual(await signer.sign(message));
  });

  it.each([
    [
      "throttled",
      "ERR_SIGNER_THROTTLED",
      true,
      /^Signing with Google Cloud KMS failed \(gRPC code 8\): too many requests/,
    ],
    [
      "failing",
      "ERR_SIGNER_UNAVAILABLE",
      true,
      /^Signing with Google Cloud KMS failed \(gRPC code 13\): .* Try again later/,
    ],
    [
      "refusing",
      "ERR_SIGNER_REFUSED",
      false,
      /^Signing with Google Cloud KMS failed \(gRPC code 7\): the service refused/,
    ],
    [
      "signing otherwise",
      "ERR_SIGNER_WRONG_SIGNATURE",
      false,
      /^What Google Cloud KMS answered is not a signature/,
    ],
    ["corrupting the digest", "ERR_SIGNER_CORRUPTED", true, /^The digest was changed on its way/],
    ["corrupting the signature", "ERR_SIGNER_CORRUPTED", true, /^The signature was changed on its way/],
    ["taking another key", "ERR_SIGNER_CORRUPTED", true, /^The name was changed on its way/],
  ] as const)("says so where the service is %s", async (mood, code, isRetryable, text) => {
    server.mood = mood;
    await expectCode(code, text, () => signer.sign(message));
    await expect(signer.sign(message)).rejects.toMatchObject({ name: "SignerError", isRetryable });
    server.mood = "well";
    await expect(signer.sign(message)).resolves.toHaveLength(256);
  });

  it("takes no public key that was changed on its way", async () => {
    server.mood = "corrupting the public key";
    await expectCode("ERR_SIGNER_CORRUPTED", /^The public key was changed/, () =>
      googleKmsSigner({ client, keyVersionName }),
    );
  });

  it("says so where the key is unknown", async () => {
    await expectCode(
      "ERR_SIGNER_REFUSED",
      /^Getting the public key with Google Cloud KMS failed \(gRPC code 5\)/,
      () => googleKmsSigner({ client, keyVersionName: keyVersionName.replace(/1$/, "3") }),
    );
  });

  it("stops when it is aborted, before and meanwhile", async () => {
    const reason = new Error("stop");
    await expect(signer.sign(message, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    server.mood = "hanging";
    const abort = new AbortController();
    const signing = signer.sign(message, { signal: abort.signal });
    setTimeout(() => abort.abort(reason), 50);
    await expect(signing).rejects.toBe(reason);
  });

  it("signs many at once", async () => {
    const signatures = await Promise.all(
      Array.from({ length: 64 }, (_, index) => signer.sign(Buffer.from(`${index}`))),
    );
    expect(new Set(signatures.map((each) => Buffer.from(each).toString("hex"))).size).toBe(64);
  });
});
