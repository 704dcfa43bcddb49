import { constants, type KeyObject, publicDecrypt } from "node:crypto";
import { SignerError } from "../errors.js";
import { sha256DigestInfo } from "../keys/digest-info.js";
import { digestSigner } from "../keys/digest-signer.js";
import { requireRsa } from "../keys/key-material.js";
import type { Signer } from "../keys/signer.js";
import { callService, type KeyService } from "./key-service.js";

/** A key of a cloud's key service. */
export interface RemoteKey {
  readonly service: KeyService;
  readonly publicKey: KeyObject;
  /** Has the service sign a SHA-256 hash. The answer may be anything: it is checked. */
  signDigest(digest: Uint8Array, signal: AbortSignal | undefined): Promise<Uint8Array | undefined>;
}

/**
 * A signer over a key service. What is sent is always the hash: messages may be larger than the services take
 * (4096 bytes with AWS), and stay here. No signature gets out that the public key does not verify: a service, or an
 * imitation of one in a test environment, that hashes the hash once more is found here and not by the bank.
 */
export function remoteSigner({ service, publicKey, signDigest: ask }: RemoteKey): Required<Signer> {
  requireRsa(publicKey, {});

  async function signDigest(
    digest: Uint8Array,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<Uint8Array> {
    const digestInfo = sha256DigestInfo(digest);
    const copy = Uint8Array.from(digest);
    const signature = await callService(service, "Signing", signal, () => ask(copy, signal));
    if (signature === undefined || !isSignature(publicKey, digestInfo, signature)) {
      throw new SignerError(
        "ERR_SIGNER_WRONG_SIGNATURE",
        `What ${service.name} answered is not a signature over this hash by the public key, and is not used: the key was rotated, or is not one for RSASSA-PKCS1-v1_5 with SHA-256.`,
      );
    }
    return Uint8Array.from(signature);
  }

  return digestSigner(publicKey, signDigest);
}

/** Verifies without the message, of which only the hash may be known here (RFC 8017 section 8.2.2). */
function isSignature(key: KeyObject, digestInfo: Buffer, signature: Uint8Array): boolean {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (signature.length !== Math.ceil(bits / 8)) return false;
  try {
    return publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature).equals(digestInfo);
  } catch {
    return false;
  }
}
