import { KeyError } from "../errors.js";
import { readPublicKey } from "../keys/key-material.js";
import type { Signer } from "../keys/signer.js";
import { callService, failureOfStatus, type KeyService } from "./key-service.js";
import { remoteSigner } from "./remote-signer.js";

/** What is used of the class `KMS` of `@aws-sdk/client-kms`. */
export interface AwsKmsClient {
  /** Signs a hash. */
  sign(
    input: {
      /** Id, ARN or alias. */
      KeyId: string;
      /** The hash: 32 bytes. */
      Message: Uint8Array;
      /** Says that `Message` is a hash. */
      MessageType: "DIGEST";
      /** The one algorithm of all signers here. */
      SigningAlgorithm: "RSASSA_PKCS1_V1_5_SHA_256";
    },
    options?: {
      /** Ends the request. */
      abortSignal?: AbortSignal;
    },
  ): Promise<{
    /** As long as the modulus. */
    Signature?: Uint8Array | undefined;
  }>;
  /** The public key, as SubjectPublicKeyInfo in DER. */
  getPublicKey(
    input: {
      /** Id, ARN or alias. */
      KeyId: string;
    },
    options?: {
      /** Ends the request. */
      abortSignal?: AbortSignal;
    },
  ): Promise<{
    /** SubjectPublicKeyInfo in DER. */
    PublicKey?: Uint8Array | undefined;
  }>;
}

/** Which key of AWS KMS signs. */
export interface AwsKmsSignerOptions {
  /** `new KMS({ region })`: its region, credentials and number of attempts count. */
  readonly client: AwsKmsClient;
  /** Id, ARN or alias of a key with the usage SIGN_VERIFY and the spec RSA_2048, RSA_3072 or RSA_4096. */
  readonly keyId: string;
  /** PEM or DER; where it is not given it is asked for, which takes the permission `kms:GetPublicKey`. */
  readonly publicKey?: string | Uint8Array;
  /** Ends the waiting for the public key. */
  readonly signal?: AbortSignal;
}

const service: KeyService = {
  name: "AWS KMS",
  explain(error) {
    const { name = "Error", $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
    // KMS answers 400 where others answer 429.
    const isThrottled = /^Throttl|^TooManyRequests|^RequestLimitExceeded/.test(name);
    return { kind: isThrottled ? "throttled" : failureOfStatus($metadata?.httpStatusCode, error), name };
  },
};

/**
 * A {@link Signer} whose key is in AWS KMS. It sends hashes (`MessageType: "DIGEST"`), since KMS takes messages up to
 * 4096 bytes only, and checks each signature against the public key before it gives it out.
 *
 * @throws `SignerError` here and where it signs: `ERR_SIGNER_THROTTLED` and `ERR_SIGNER_UNAVAILABLE`
 * (`isRetryable`), `ERR_SIGNER_REFUSED`, `ERR_SIGNER_WRONG_SIGNATURE`.
 * @throws `KeyError` `ERR_KEY_TYPE` (not RSA), `ERR_KEY_MISSING`, `ERR_KEY_UNREADABLE`.
 * @example
 * ```ts
 * import { KMS } from "@aws-sdk/client-kms";
 *
 * const signer = await awsKmsSigner({ client: new KMS({ region: "eu-west-2" }), keyId: "alias/signing" });
 * const request = await createCertificateRequest({ signer, subject: "CN=example,O=Example,C=GB" });
 * ```
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html
 */
export async function awsKmsSigner(options: AwsKmsSignerOptions): Promise<Required<Signer>> {
  const { client, keyId, signal } = options;
  return remoteSigner({
    service,
    publicKey: readPublicKey(options.publicKey ?? (await fetchPublicKey(client, keyId, signal))),
    async signDigest(digest, abortSignal) {
      const input = {
        KeyId: keyId,
        Message: digest,
        MessageType: "DIGEST",
        SigningAlgorithm: "RSASSA_PKCS1_V1_5_SHA_256",
      } as const;
      return (await client.sign(input, abortSignal && { abortSignal })).Signature;
    },
  });
}

async function fetchPublicKey(
  client: AwsKmsClient,
  keyId: string,
  abortSignal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const { PublicKey } = await callService(service, "Getting the public key", abortSignal, () =>
    client.getPublicKey({ KeyId: keyId }, abortSignal && { abortSignal }),
  );
  if (!PublicKey) throw new KeyError("ERR_KEY_MISSING", `AWS KMS gave no public key for ${keyId}.`);
  return PublicKey;
}
