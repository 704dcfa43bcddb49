import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { KeyError } from "../errors.js";
import { type CertificateInput, toCertificates } from "../x509/certificate-input.js";
import { orderChain } from "../x509/chain.js";
import { certBag, friendlyName, localKeyId, shroudedKeyBag } from "./write-bags.js";
import {
  checkProtection,
  encodePfx,
  encryptedPrivateKey,
  encryptedSafe,
  type Pkcs12Protection,
  plainSafe,
} from "./write-pfx.js";

/** What {@link writePkcs12} puts into a file. */
export interface WritePkcs12Options extends Pkcs12Protection {
  /** Not encrypted: PEM, or PKCS#8 in DER. */
  readonly privateKey: string | Uint8Array;
  /** PEM (one or several), DER, or parsed; in any order, all of them go in. */
  readonly certificates: CertificateInput | readonly CertificateInput[];
  /** What people see as the name of key and certificate, and Java as their alias. None by default. */
  readonly friendlyName?: string;
}

/**
 * Writes a PKCS#12 file that openssl 3, Java (8u301 and later), curl and Windows (from 2019) open: key and certificates
 * encrypted with AES-256, a MAC with SHA-256, the key's certificate first and its issuers behind it.
 *
 * @throws {@link CertificateError} with `ERR_CERTIFICATE_NO_MATCH` where no certificate is the key's,
 * `ERR_CERTIFICATE_UNREADABLE`, or `ERR_PKCS12_PASSWORD` where the password is empty or not ASCII.
 * @throws {@link KeyError} with `ERR_KEY_UNREADABLE`, or `ERR_KEY_PASSPHRASE_MISSING` where the key is encrypted.
 * @example
 * const bytes = await writePkcs12({ privateKey, certificates: [leaf, intermediate], password, friendlyName: "api" });
 * @see RFC 7292, RFC 8018
 */
export async function writePkcs12(options: WritePkcs12Options): Promise<Uint8Array> {
  checkProtection(options);
  const privateKey = readPrivateKey(options.privateKey);
  const publicKey = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  const { chain, extras } = orderChain(toCertificates(options.certificates), publicKey);
  const [leaf, ...others] = [...chain, ...extras];
  const name = options.friendlyName === undefined ? [] : [friendlyName(options.friendlyName)];
  const attributes = [...name, localKeyId(createHash("sha1").update(leaf.der).digest())];

  const certBags = [certBag(leaf.der, ...attributes), ...others.map(({ der }) => certBag(der))];
  const pkcs8 = privateKey.export({ format: "der", type: "pkcs8" });
  const keyBag = shroudedKeyBag(await encryptedPrivateKey(pkcs8, options), ...attributes);
  return encodePfx([await encryptedSafe(certBags, options), plainSafe(keyBag)], options);
}

function readPrivateKey(key: string | Uint8Array): KeyObject {
  const isPem = typeof key === "string" || key[0] === "-".charCodeAt(0);
  if (isPem && /-----BEGIN ENCRYPTED |^Proc-Type: 4,ENCRYPTED/m.test(Buffer.from(key).toString("latin1"))) {
    throw new KeyError(
      "ERR_KEY_PASSPHRASE_MISSING",
      "The private key is encrypted; decrypt it before packing it.",
    );
  }
  try {
    return isPem
      ? createPrivateKey(Buffer.from(key))
      : createPrivateKey({ key: Buffer.from(key), format: "der", type: "pkcs8" });
  } catch {
    throw new KeyError("ERR_KEY_UNREADABLE", "The private key is neither PEM nor PKCS#8 in DER.");
  }
}
