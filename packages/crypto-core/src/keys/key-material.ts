import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import { decodePem } from "../asn1/pem.js";
import { KeyError } from "../errors.js";

/** What limits every key that is read. */
export interface KeyLimits {
  /** Accepts RSA keys below 2048 bits, for published test vectors only. Such keys can be broken. */
  readonly unsafeAllowSmallKeys?: boolean;
}

/**
 * A private key of a file, of any type: PEM in any order with certificates, or DER. Decrypts what is encrypted.
 */
export function readPrivateKey(key: string | Uint8Array, passphrase?: string): KeyObject {
  const pem = pemText(key);
  if (pem !== undefined && !/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) {
    throw new KeyError("ERR_KEY_MISSING", `No private key in this file: it holds ${describe(pem)}.`);
  }
  try {
    return parsePrivateKey(pem ?? (key as Uint8Array), passphrase);
  } catch (cause) {
    const error = unreadable(cause);
    // One wrong passphrase in some hundred leaves noise with the right padding, which OpenSSL then cannot read.
    const isNoise = passphrase !== undefined && pem !== undefined && /\bENCRYPTED\b/.test(pem);
    throw isNoise && error.code === "ERR_KEY_UNREADABLE" ? wrongPassphrase(cause) : error;
  }
}

/** A public key of a file: SPKI or PKCS#1, PEM or DER, or that of the first certificate in it. */
export function readPublicKey(key: string | Uint8Array): KeyObject {
  const pem = pemText(key);
  try {
    return pem === undefined ? parsePublicDer(Buffer.from(key as Uint8Array)) : parsePublicPem(pem);
  } catch (cause) {
    throw cause instanceof KeyError ? cause : unreadable(cause);
  }
}

/** Refuses what cannot make an RSA signature that holds. */
export function requireRsa(key: KeyObject, { unsafeAllowSmallKeys = false }: KeyLimits): KeyObject {
  if (key.asymmetricKeyType !== "rsa") {
    throw new KeyError(
      "ERR_KEY_TYPE",
      `An RSA key is needed; this is one of type ${key.asymmetricKeyType}. Make one with "openssl genpkey -algorithm RSA".`,
    );
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < 2048 && !unsafeAllowSmallKeys) {
    throw new KeyError("ERR_KEY_TOO_SMALL", `The key has ${bits} bits; at least 2048 are needed.`);
  }
  return key;
}

function parsePublicPem(pem: string): KeyObject {
  const found = decodePem(pem).find(({ label }) => /^(?:(?:RSA )?PUBLIC KEY|CERTIFICATE)$/.test(label));
  if (!found) {
    throw new KeyError(
      "ERR_KEY_MISSING",
      `No public key or certificate in this file: it holds ${describe(pem)}.`,
    );
  }
  return found.label === "CERTIFICATE"
    ? new X509Certificate(found.text).publicKey
    : createPublicKey(found.text);
}

function parsePrivateKey(key: string | Uint8Array, passphrase: string | undefined): KeyObject {
  const secret = passphrase === undefined ? {} : { passphrase };
  if (typeof key === "string") return createPrivateKey({ key, format: "pem", ...secret });
  const der = Buffer.from(key);
  return firstThatReads(
    () => createPrivateKey({ key: der, format: "der", type: "pkcs8", ...secret }),
    () => createPrivateKey({ key: der, format: "der", type: "pkcs1" }),
  );
}

function parsePublicDer(der: Buffer): KeyObject {
  return firstThatReads(
    () => createPublicKey({ key: der, format: "der", type: "spki" }),
    () => new X509Certificate(der).publicKey,
    () => createPublicKey({ key: der, format: "der", type: "pkcs1" }),
  );
}

/** The first format that fits; where none does, the first one's error, which is the likeliest format's. */
function firstThatReads(first: () => KeyObject, ...others: (() => KeyObject)[]): KeyObject {
  try {
    return first();
  } catch (error) {
    for (const attempt of others) {
      try {
        return attempt();
      } catch {
        // Not that format either; the first error is the one that is told.
      }
    }
    throw error;
  }
}

/** OpenSSL's codes, turned into what a person did. Its messages are not passed on: they name no remedy. */
function unreadable(cause: unknown): KeyError {
  const code = (cause as { code?: string }).code ?? "";
  // Without a passphrase OpenSSL wants to ask for one and finds its prompt interrupted; DER gives another code.
  if (code === "ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED" || code === "ERR_MISSING_PASSPHRASE") {
    return new KeyError("ERR_KEY_PASSPHRASE_MISSING", "The key is encrypted: give its passphrase.");
  }
  if (/BAD_DECRYPT|BAD_PASSWORD|CIPHERFINAL|BAD_PASSPHRASE/.test(code)) {
    return wrongPassphrase(cause);
  }
  return new KeyError(
    "ERR_KEY_UNREADABLE",
    "The key cannot be read: neither PEM nor DER of PKCS#8, PKCS#1, SPKI or X.509.",
    { cause },
  );
}

function wrongPassphrase(cause: unknown): KeyError {
  return new KeyError("ERR_KEY_PASSPHRASE_WRONG", "The passphrase does not open this key.", { cause });
}

/** The text where the input is PEM, undefined where it is DER. */
function pemText(key: string | Uint8Array): string | undefined {
  if (typeof key === "string") return key;
  // DER starts with a SEQUENCE; text never does.
  return key[0] === 0x30 ? undefined : Buffer.from(key).toString("latin1");
}

function describe(pem: string): string {
  const labels = decodePem(pem).map(({ label }) => label);
  return labels.length === 0 ? "no PEM block" : labels.join(", ");
}
