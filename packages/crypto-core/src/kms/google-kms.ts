import { KeyError, SignerError } from "../errors.js";
import { readPublicKey } from "../keys/key-material.js";
import type { Signer } from "../keys/signer.js";
import { crc32c } from "./crc32c.js";
import { callService, failureOfStatus, type KeyService } from "./key-service.js";
import { remoteSigner } from "./remote-signer.js";

/** A 64 bit integer as protobuf has it: a number, a text, or an object that writes itself as one. */
type Checksum = { readonly value?: unknown } | null | undefined;

/** What is used of the class `KeyManagementServiceClient` of `@google-cloud/kms`. */
export interface GoogleKmsClient {
  /** Signs a hash. */
  asymmetricSign(request: {
    /** Of the key's version, whole. */
    name: string;
    /** By the name of the hash. */
    digest: {
      /** 32 bytes. */
      sha256: Uint8Array;
    };
    /** Lets the service see that the hash arrived as it was sent. */
    digestCrc32c: {
      /** CRC-32C of the hash. */
      value: number;
    };
  }): Promise<
    readonly [
      {
        /** Of the version that signed; compared with the one that was asked for. */
        readonly name?: string | null;
        /** As long as the modulus; base64 where it is text. */
        readonly signature?: Uint8Array | string | null;
        /** CRC-32C of the signature; compared with what came. */
        readonly signatureCrc32c?: Checksum;
        /** Whether the service checked `digestCrc32c`; anything but true is refused. */
        readonly verifiedDigestCrc32c?: boolean | null;
      },
      ...unknown[],
    ]
  >;
  /** The public key in PEM. */
  getPublicKey(request: {
    /** Of the key's version, whole. */
    name: string;
  }): Promise<
    readonly [
      {
        /** Of the version whose key it is; compared with the one that was asked for. */
        readonly name?: string | null;
        /** SubjectPublicKeyInfo. */
        readonly pem?: string | null;
        /** CRC-32C of `pem`; compared with what came. */
        readonly pemCrc32c?: Checksum;
      },
      ...unknown[],
    ]
  >;
}

/** Which key of Google Cloud KMS signs. */
export interface GoogleKmsSignerOptions {
  /** `new KeyManagementServiceClient()`: its credentials and retry settings count. It knows no AbortSignal. */
  readonly client: GoogleKmsClient;
  /**
   * `projects/P/locations/L/keyRings/R/cryptoKeys/K/cryptoKeyVersions/V`, of the algorithm
   * RSA_SIGN_PKCS1_2048_SHA256, RSA_SIGN_PKCS1_3072_SHA256 or RSA_SIGN_PKCS1_4096_SHA256.
   */
  readonly keyVersionName: string;
  /** PEM or DER; where it is not given it is asked for, which takes the permission to view public keys. */
  readonly publicKey?: string | Uint8Array;
  /** Ends the waiting for the public key. */
  readonly signal?: AbortSignal;
}

/** Codes of gRPC: DEADLINE_EXCEEDED, INTERNAL, UNAVAILABLE. */
const passingCodes: readonly unknown[] = [4, 13, 14];

const service: KeyService = {
  name: "Google Cloud KMS",
  explain(error) {
    const { code, name } = error as { code?: unknown; name?: string };
    const label = typeof code === "number" ? `gRPC code ${code}` : String(code ?? name);
    // RESOURCE_EXHAUSTED.
    if (code === 8) return { kind: "throttled", name: label };
    if (passingCodes.includes(code)) return { kind: "unavailable", name: label };
    return { kind: failureOfStatus(undefined, error), name: label };
  },
};

/**
 * A {@link Signer} whose key is in Google Cloud KMS. It sends hashes with their checksum, checks the checksums of
 * the answer as Google asks of clients, and each signature against the public key before it gives it out.
 *
 * @throws `SignerError` here and where it signs: `ERR_SIGNER_THROTTLED`, `ERR_SIGNER_UNAVAILABLE` and
 * `ERR_SIGNER_CORRUPTED` (`isRetryable`), `ERR_SIGNER_REFUSED`, `ERR_SIGNER_WRONG_SIGNATURE`.
 * @throws `KeyError` `ERR_KEY_TYPE` (not RSA), `ERR_KEY_MISSING`, `ERR_KEY_UNREADABLE`.
 * @example
 * ```ts
 * import { KeyManagementServiceClient } from "@google-cloud/kms";
 *
 * const client = new KeyManagementServiceClient();
 * const keyVersionName = client.cryptoKeyVersionPath("project", "europe-west2", "ring", "signing", "1");
 * const signer = await googleKmsSigner({ client, keyVersionName });
 * ```
 * @see https://docs.cloud.google.com/kms/docs/data-integrity-guidelines
 */
export async function googleKmsSigner(options: GoogleKmsSignerOptions): Promise<Required<Signer>> {
  const { client, keyVersionName: name, signal } = options;
  return remoteSigner({
    service,
    publicKey: readPublicKey(options.publicKey ?? (await fetchPublicKey(client, name, signal))),
    async signDigest(digest) {
      const [answer] = await client.asymmetricSign({
        name,
        digest: { sha256: digest },
        digestCrc32c: { value: crc32c(digest) },
      });
      requireIntact("digest", answer.verifiedDigestCrc32c === true);
      requireIntact("name", answer.name === name);
      const signature = bytes(answer.signature);
      requireIntact("signature", isChecksum(answer.signatureCrc32c, signature));
      return signature;
    },
  });
}

async function fetchPublicKey(
  client: GoogleKmsClient,
  name: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  return callService(service, "Getting the public key", signal, async () => {
    const [answer] = await client.getPublicKey({ name });
    if (!answer.pem)
      throw new KeyError("ERR_KEY_MISSING", `Google Cloud KMS gave no public key for ${name}.`);
    requireIntact("name", answer.name === name);
    requireIntact("public key", isChecksum(answer.pemCrc32c, Buffer.from(answer.pem)));
    return answer.pem;
  });
}

/** Bytes are text (base64) where the client speaks JSON and was told not to decode. */
function bytes(value: Uint8Array | string | null | undefined): Uint8Array {
  return typeof value === "string" ? Buffer.from(value, "base64") : (value ?? new Uint8Array());
}

function isChecksum(checksum: Checksum, data: Uint8Array): boolean {
  return String(checksum?.value) === String(crc32c(data));
}

function requireIntact(what: string, isIntact: boolean): void {
  if (!isIntact) {
    throw new SignerError(
      "ERR_SIGNER_CORRUPTED",
      `The ${what} was changed on its way to or from Google Cloud KMS: its checksum or value does not match. Try again.`,
    );
  }
}
