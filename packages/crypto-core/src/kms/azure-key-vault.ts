import type { KeyObject } from "node:crypto";
import { KeyError } from "../errors.js";
import { readPublicKey } from "../keys/key-material.js";
import { rsaPublicKey } from "../keys/rsa-public-key.js";
import type { Signer } from "../keys/signer.js";
import { failureOfStatus, type KeyService } from "./key-service.js";
import { remoteSigner } from "./remote-signer.js";

/** What is used of the class `CryptographyClient` of `@azure/keyvault-keys`. */
export interface AzureCryptographyClient {
  /** Signs a hash. */
  sign(
    algorithm: "RS256",
    digest: Uint8Array,
    options?: {
      /** Ends the request. */
      abortSignal?: AbortSignal;
    },
  ): Promise<{
    /** The signature, as long as the modulus. */
    result: Uint8Array;
  }>;
}

/** What is used of the `KeyVaultKey` that `KeyClient.getKey` gives. */
export interface AzureKey {
  /** The public half as JWK. */
  readonly key?:
    | {
        /** The modulus. */
        readonly n?: Uint8Array | undefined;
        /** The public exponent. */
        readonly e?: Uint8Array | undefined;
      }
    | undefined;
}

/** Which key of Azure Key Vault, or of a Managed HSM, signs. */
export interface AzureKeyVaultSignerOptions {
  /** `new CryptographyClient(key, credential)`: its retry options count. */
  readonly client: AzureCryptographyClient;
  /**
   * What `KeyClient.getKey` gave, or the public key in PEM or DER. Give the client the same key, which names a
   * version: a client for a key without its version goes over to the next one when the key is rotated.
   */
  readonly key: AzureKey | string | Uint8Array;
}

const service: KeyService = {
  name: "Azure Key Vault",
  explain(error) {
    const { statusCode, code, name } = error as { statusCode?: number; code?: unknown; name?: string };
    // The SDK's code where no answer came.
    const isUnsent = code === "REQUEST_SEND_ERROR";
    return {
      kind: isUnsent ? "unavailable" : failureOfStatus(statusCode, error),
      name: String(code ?? statusCode ?? name),
    };
  },
};

/**
 * A {@link Signer} whose key is in Azure Key Vault. It sends hashes, which is what the vault's `sign` takes, and
 * checks each signature against the public key before it gives it out.
 *
 * @throws `SignerError` where it signs: `ERR_SIGNER_THROTTLED` and `ERR_SIGNER_UNAVAILABLE` (`isRetryable`),
 * `ERR_SIGNER_REFUSED`, `ERR_SIGNER_WRONG_SIGNATURE`.
 * @throws `KeyError` `ERR_KEY_TYPE` (not RSA), `ERR_KEY_MISSING`, `ERR_KEY_UNREADABLE`.
 * @example
 * ```ts
 * import { CryptographyClient, KeyClient } from "@azure/keyvault-keys";
 *
 * const key = await new KeyClient("https://example.vault.azure.net", credential).getKey("signing");
 * const signer = azureKeyVaultSigner({ client: new CryptographyClient(key, credential), key });
 * ```
 * @see https://learn.microsoft.com/rest/api/keyvault/keys/sign/sign
 */
export function azureKeyVaultSigner({ client, key }: AzureKeyVaultSignerOptions): Required<Signer> {
  return remoteSigner({
    service,
    publicKey: typeof key === "string" || key instanceof Uint8Array ? readPublicKey(key) : fromJwk(key),
    async signDigest(digest, abortSignal) {
      return (await client.sign("RS256", digest, abortSignal && { abortSignal })).result;
    },
  });
}

function fromJwk({ key }: AzureKey): KeyObject {
  if (!key?.n || !key.e) {
    throw new KeyError(
      "ERR_KEY_TYPE",
      "An RSA key is needed; Azure Key Vault's key has no modulus and exponent.",
    );
  }
  return rsaPublicKey(key.n, key.e);
}
