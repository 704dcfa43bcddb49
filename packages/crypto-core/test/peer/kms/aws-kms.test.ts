import { KMS } from "@aws-sdk/client-kms";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  createCertificateRequest,
  encodePem,
  importVerifier,
  parseCertificateRequest,
  type Signer,
  sha256,
} from "../../../src/index.js";
import { awsKmsSigner } from "../../../src/kms/aws-kms.js";
import { expectCode } from "../../support/expect-error.js";
import { type AwsServer, startAwsServer } from "../../support/kms/aws-server.js";
import { createKeyHolder } from "../../support/kms/key-holder.js";

const key = createKeyHolder();
const message = Buffer.from("a message");
let server: AwsServer;
let client: KMS;
let signer: Required<Signer>;

beforeAll(async () => {
  server = await startAwsServer(key);
  client = new KMS({
    endpoint: server.url,
    region: "eu-west-2",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  });
  signer = await awsKmsSigner({ client, keyId: server.keyId });
});
beforeEach(() => {
  server.mood = "well";
  server.asked.length = 0;
});
afterAll(async () => {
  client.destroy();
  await server.close();
});

describe("awsKmsSigner with AWS's own client", () => {
  it("signs as the key does, the message or its hash", async () => {
    const signature = await signer.sign(message);
    await (await importVerifier(key.spki)).verify(message, signature);
    expect(await signer.signDigest(sha256(message))).toEqual(signature);
    expect(server.asked).toEqual(["Sign", "Sign"]);
    await expect(signer.signDigest(message)).rejects.toThrow(
      new TypeError("digest must be a SHA-256 hash: 32 bytes"),
    );
  });

  it("signs what is larger than KMS takes", async () => {
    const large = Buffer.alloc(1_000_000, "a");
    await (await importVerifier(key.spki)).verify(large, await signer.sign(large));
  });

  it("makes a certificate request", async () => {
    const request = parseCertificateRequest(
      await createCertificateRequest({ signer, subject: "CN=example" }),
    );
    expect(Buffer.from(request.publicKey)).toEqual(key.spki);
  });

  it.each([
    ["PEM", () => encodePem("PUBLIC KEY", key.spki)],
    ["DER", () => key.spki],
  ])("does not ask for a public key that it is given, in %s", async (_format, publicKey) => {
    const given = await awsKmsSigner({ client, keyId: server.keyId, publicKey: publicKey() });
    expect(await given.sign(message)).toEqual(await signer.sign(message));
    expect(server.asked).toEqual(["Sign", "Sign"]);
  });

  it.each([
    [
      "throttled",
      "ERR_SIGNER_THROTTLED",
      true,
      /^Signing with AWS KMS failed \(ThrottlingException\): too many requests/,
    ],
    [
      "failing",
      "ERR_SIGNER_UNAVAILABLE",
      true,
      /^Signing with AWS KMS failed \(KMSInternalException\): .* Try again later/,
    ],
    [
      "refusing",
      "ERR_SIGNER_REFUSED",
      false,
      /^Signing with AWS KMS failed \(AccessDeniedException\): the service refused/,
    ],
    [
      "hashing again",
      "ERR_SIGNER_WRONG_SIGNATURE",
      false,
      /^What AWS KMS answered is not a signature over this hash/,
    ],
    ["empty", "ERR_SIGNER_WRONG_SIGNATURE", false, /is not used/],
  ] as const)("says so where the service is %s", async (mood, code, isRetryable, text) => {
    server.mood = mood;
    await expectCode(code, text, () => signer.sign(message));
    await expect(signer.sign(message)).rejects.toMatchObject({ name: "SignerError", isRetryable });
    server.mood = "well";
    await expect(signer.sign(message)).resolves.toHaveLength(256);
  });

  it("says so where the key is unknown", async () => {
    await expectCode(
      "ERR_SIGNER_REFUSED",
      /^Getting the public key with AWS KMS failed \(NotFoundException\)/,
      () => awsKmsSigner({ client, keyId: "alias/unknown" }),
    );
  });

  it("says so where nobody listens", async () => {
    const nowhere = new KMS({
      endpoint: "http://127.0.0.1:1",
      region: "eu-west-2",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      maxAttempts: 1,
    });
    await expectCode("ERR_SIGNER_UNAVAILABLE", /cannot be reached/, () =>
      awsKmsSigner({ client: nowhere, keyId: "x" }),
    );
  });

  it("stops when it is aborted, before and meanwhile", async () => {
    const reason = new Error("stop");
    await expect(signer.sign(message, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(server.asked).toEqual([]);
    server.mood = "hanging";
    const abort = new AbortController();
    const signing = signer.sign(message, { signal: abort.signal });
    setTimeout(() => abort.abort(reason), 50);
    await expect(signing).rejects.toBe(reason);
    const opening = awsKmsSigner({ client, keyId: server.keyId, signal: AbortSignal.timeout(50) });
    await expect(opening).rejects.toMatchObject({ name: "TimeoutError" });
  });

  it("signs many at once", async () => {
    const signatures = await Promise.all(
      Array.from({ length: 64 }, (_, index) => signer.sign(Buffer.from(`${index}`))),
    );
    expect(new Set(signatures.map((each) => Buffer.from(each).toString("hex"))).size).toBe(64);
  });
});
