import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { awsKmsSigner } from "../../../src/kms/aws-kms.js";
import { azureKeyVaultSigner } from "../../../src/kms/azure-key-vault.js";
import { crc32c } from "../../../src/kms/crc32c.js";
import { googleKmsSigner } from "../../../src/kms/google-kms.js";
import { callService, failureOfStatus, type KeyService } from "../../../src/kms/key-service.js";
import { expectCode } from "../../support/expect-error.js";
import { makeRsaKey } from "../../support/rsa-key.js";

const service: KeyService = { name: "a service", explain: () => ({ kind: "refused", name: "No" }) };
const never = () => new Promise<never>(() => {});

describe("failureOfStatus", () => {
  it.each<[number | undefined, unknown, string]>([
    [429, {}, "throttled"],
    [500, {}, "unavailable"],
    [503, {}, "unavailable"],
    [408, {}, "unavailable"],
    [400, {}, "refused"],
    [403, {}, "refused"],
    [undefined, { code: "ECONNRESET" }, "unavailable"],
    [undefined, { code: "ENOTFOUND" }, "unavailable"],
    [undefined, { name: "TimeoutError" }, "unavailable"],
    [undefined, { cause: Object.assign(new Error(), { code: "UND_ERR_SOCKET" }) }, "unavailable"],
    [undefined, new TypeError("x is not a function"), "refused"],
    [undefined, { name: "CredentialsProviderError" }, "refused"],
  ])("reads %s and %o as %s", (status, error, kind) => {
    expect(failureOfStatus(status, error)).toBe(kind);
  });
});

describe("callService", () => {
  it("does not call where it is aborted already", async () => {
    const action = vi.fn(never);
    await expect(callService(service, "Signing", AbortSignal.abort("stop"), action)).rejects.toBe("stop");
    expect(action).not.toHaveBeenCalled();
  });

  it("gives the signal's reason where the vendor's client rejects with its own error", async () => {
    const abort = new AbortController();
    const calling = callService(service, "Signing", abort.signal, async () => {
      abort.abort("stop");
      throw new Error("The operation was aborted");
    });
    await expect(calling).rejects.toBe("stop");
  });

  it("leaves nothing on a signal that lives on", async () => {
    const { signal } = new AbortController();
    const remove = vi.spyOn(signal, "removeEventListener");
    await expect(callService(service, "Signing", signal, async () => 1)).resolves.toBe(1);
    expect(remove).toHaveBeenCalledOnce();
  });

  it("keeps the vendor's error as the cause", async () => {
    const cause = new Error("vendor");
    const calling = callService(service, "Signing", undefined, () => Promise.reject(cause));
    await expect(calling).rejects.toMatchObject({ code: "ERR_SIGNER_REFUSED", cause });
  });
});

it("says so where a service gives no public key", async () => {
  const missing = { sign: never, getPublicKey: async () => ({}) };
  await expectCode("ERR_KEY_MISSING", /^AWS KMS gave no public key for x\.$/, () =>
    awsKmsSigner({ client: missing, keyId: "x" }),
  );
  const google = { asymmetricSign: never, getPublicKey: async () => [{ name: "x" }] as const };
  await expectCode("ERR_KEY_MISSING", /^Google Cloud KMS gave no public key for x\.$/, () =>
    googleKmsSigner({ client: google, keyVersionName: "x" }),
  );
});

it("takes no key that cannot make signatures that hold", async () => {
  const client = { sign: never, getPublicKey: never };
  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({
    format: "pem",
    type: "spki",
  });
  await expectCode("ERR_KEY_TYPE", /^An RSA key is needed/, () =>
    awsKmsSigner({ client, keyId: "x", publicKey: ec.toString() }),
  );
  await expectCode("ERR_KEY_TOO_SMALL", /1024 bits/, () =>
    awsKmsSigner({ client, keyId: "x", publicKey: makeRsaKey(1024).publicKey }),
  );
});

it("takes no public key of another key version of Google's", async () => {
  const { publicKey: pem } = makeRsaKey();
  const pemCrc32c = { value: String(crc32c(Buffer.from(pem))) };
  const client = {
    asymmetricSign: never,
    getPublicKey: async () => [{ name: "y", pem, pemCrc32c }] as const,
  };
  await expectCode("ERR_SIGNER_CORRUPTED", /^The name was changed/, () =>
    googleKmsSigner({ client, keyVersionName: "x" }),
  );
  await expect(googleKmsSigner({ client, keyVersionName: "y" })).resolves.toHaveProperty("publicKey");
});

it.each([
  [14, "ERR_SIGNER_UNAVAILABLE"],
  [4, "ERR_SIGNER_UNAVAILABLE"],
  ["ECONNREFUSED", "ERR_SIGNER_UNAVAILABLE"],
  [16, "ERR_SIGNER_REFUSED"],
])("reads Google's code %s as %s", async (code, expected) => {
  const client = {
    asymmetricSign: never,
    getPublicKey: () => Promise.reject(Object.assign(new Error("x"), { code })),
  };
  await expectCode(expected, /^Getting the public key with Google Cloud KMS failed/, () =>
    googleKmsSigner({ client, keyVersionName: "x" }),
  );
});

it.each([
  ["of another length", new Uint8Array(255)],
  ["of zeros", new Uint8Array(256)],
  ["missing", undefined],
])("takes no signature that is %s", async (_, Signature) => {
  const client = { sign: async () => ({ Signature }), getPublicKey: never };
  const signer = await awsKmsSigner({ client, keyId: "x", publicKey: makeRsaKey().publicKey });
  await expectCode("ERR_SIGNER_WRONG_SIGNATURE", /^What AWS KMS answered is not a signature/, () =>
    signer.sign(Buffer.from("a")),
  );
});

it("reads the signature of a Google client that leaves base64 as it is, or has none", async () => {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const publicKey = pair.publicKey.export({ format: "pem", type: "spki" }).toString();
  const message = Buffer.from("a message");
  const bytes = sign("sha256", message, pair.privateKey);
  const signerWith = (signature: string | null, signed: Uint8Array) =>
    googleKmsSigner({
      client: {
        asymmetricSign: async () => [
          {
            name: "x",
            signature,
            signatureCrc32c: { value: String(crc32c(signed)) },
            verifiedDigestCrc32c: true,
          },
        ],
        getPublicKey: never,
      },
      keyVersionName: "x",
      publicKey,
    });
  const signer = await signerWith(bytes.toString("base64"), bytes);
  expect(Buffer.from(await signer.sign(message))).toEqual(bytes);
  const silent = await signerWith(null, new Uint8Array());
  await expectCode("ERR_SIGNER_WRONG_SIGNATURE", /^What Google Cloud KMS answered/, () =>
    silent.sign(message),
  );
});

it.each([
  [{ code: "KeyDisabled", statusCode: 403 }, "KeyDisabled"],
  [{ statusCode: 403 }, "403"],
  [{ name: "AuthenticationRequiredError" }, "AuthenticationRequiredError"],
])("names Azure's refusal %o", async (error, name) => {
  const client = { sign: () => Promise.reject(Object.assign(new Error("x"), error)) };
  const signer = azureKeyVaultSigner({ client, key: makeRsaKey().publicKey });
  await expectCode("ERR_SIGNER_REFUSED", new RegExp(`\\(${name}\\)`), () => signer.sign(Buffer.from("a")));
});

it("passes the signal on to the clients that know of signals", async () => {
  const { signal } = new AbortController();
  const publicKey = makeRsaKey().publicKey;
  const aws = { sign: vi.fn(async () => ({})), getPublicKey: vi.fn(async () => ({})) };
  await expect(awsKmsSigner({ client: aws, keyId: "x", signal })).rejects.toThrow("no public key");
  expect(aws.getPublicKey).toHaveBeenCalledWith({ KeyId: "x" }, { abortSignal: signal });
  const inAws = await awsKmsSigner({ client: aws, keyId: "x", publicKey });
  await expect(inAws.sign(Buffer.from("a"), { signal })).rejects.toThrow();
  expect(aws.sign).toHaveBeenCalledWith(expect.objectContaining({ KeyId: "x" }), { abortSignal: signal });
  const azure = { sign: vi.fn(async () => ({ result: new Uint8Array(256) })) };
  await expect(
    azureKeyVaultSigner({ client: azure, key: publicKey }).sign(Buffer.from("a"), { signal }),
  ).rejects.toThrow();
  expect(azure.sign).toHaveBeenCalledWith("RS256", expect.any(Uint8Array), { abortSignal: signal });
});
