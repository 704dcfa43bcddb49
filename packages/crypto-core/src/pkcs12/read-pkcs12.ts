import { createPrivateKey, createPublicKey } from "node:crypto";
import { parseBer } from "../asn1/ber.js";
import { DerError } from "../asn1/der-error.js";
import { oid } from "../asn1/oids.js";
import { encodePem } from "../asn1/pem.js";
import { CertificateError } from "../errors.js";
import { type Certificate, parseCertificate } from "../x509/certificate.js";
import { orderChain } from "../x509/chain.js";
import { describeInput } from "../x509/describe-input.js";
import { type Bag, readCertBag } from "./bags.js";
import { unreadable, unsupported, wrongPassword } from "./errors.js";
import { IterationBudget } from "./iteration-budget.js";
import { isMacOf } from "./mac.js";
import { type OpenedSafes, openSafes } from "./open-safes.js";
import { type Password, passwordCandidates } from "./password.js";
import { type Pfx, readPfx } from "./pfx.js";

/** What a PKCS#12 file holds. */
export interface Pkcs12Contents {
  /** PKCS#8 in PEM, not encrypted. */
  readonly privateKey?: string;
  /** The one of the key first, then its issuers, then the others; without a key, in the order of the file. */
  readonly certificates: readonly Certificate[];
  /** The name of the key, or else of the first certificate; Java calls it alias. */
  readonly friendlyName?: string;
  /** Sentences for people: what is weak in the file's encryption, and what in it is not in this result. */
  readonly warnings: readonly string[];
}

/**
 * Reads a PKCS#12 file (.p12, .pfx): of openssl, Java, Windows, with AES, 3DES or RC2. What is weak is read all the
 * same, and named in `warnings`: write the file anew with {@link writePkcs12}.
 *
 * The MAC is checked before anything is decrypted. A file that asks for more than 10 million iterations is refused.
 *
 * @param options what opens it.
 * @param options.password empty where the file was made with none.
 * @throws {@link CertificateError} with `ERR_PKCS12_PASSWORD` where the password is wrong or the file was altered,
 * `ERR_PKCS12_UNREADABLE` where it is something else, `ERR_PKCS12_UNSUPPORTED` where it is protected in another way.
 * @example
 * const { privateKey, certificates, warnings } = await readPkcs12(bytes, { password });
 * @see RFC 7292
 */
export async function readPkcs12(
  bytes: Uint8Array,
  { password }: { password: string },
): Promise<Pkcs12Contents> {
  try {
    const pfx = readPfx(parseBer(bytes));
    return readContents(await openWithAny(passwordCandidates(password), pfx), pfx);
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    const found = describeInput(bytes);
    throw unreadable(
      found.startsWith("a PKCS#12") ? `it is damaged: ${error.message}` : `it is ${found}`,
      error,
    );
  }
}

async function openWithAny(candidates: readonly Password[], pfx: Pfx): Promise<OpenedSafes> {
  const budget = new IterationBudget();
  for (const candidate of candidates) {
    try {
      if (pfx.mac && !(await isMacOf(pfx.mac, pfx.content, candidate, budget))) continue;
      return await openSafes(pfx.content, candidate, budget);
    } catch (error) {
      if (!(error instanceof CertificateError && error.code === "ERR_PKCS12_PASSWORD")) throw error;
    }
  }
  throw wrongPassword();
}

function readContents({ bags, weaknesses }: OpenedSafes, { mac }: Pfx): Pkcs12Contents {
  const warnings = weaknesses.map((weakness) => `In the PKCS#12 file, ${weakness}.`);
  if (mac === undefined) warnings.push("The PKCS#12 file has no MAC: nothing shows whether it was altered.");
  if (mac?.hash === "sha1")
    warnings.push("The PKCS#12 file is protected by a MAC with SHA-1, which is obsolete.");

  const certBags = bags.filter(({ kind }) => kind === oid.certBag);
  const certificates = certBags.flatMap((bag) => readCertBag(bag) ?? []).map(readCertificate);
  const others = bags.filter(({ kind }) => kind !== oid.certBag && kind !== oid.keyBag).length;
  const skipped = others + certBags.length - certificates.length;
  if (skipped > 0)
    warnings.push(`The PKCS#12 file also has ${skipped} things that are neither key nor certificate.`);

  const keys = bags.filter(({ kind }) => kind === oid.keyBag).map((bag) => readKey(bag, certificates));
  const key = keys.find(({ hasCertificate }) => hasCertificate) ?? keys[0];
  if (keys.length > 1)
    warnings.push(`The PKCS#12 file has ${keys.length} private keys; this is one of them.`);
  if (key && !key.hasCertificate)
    warnings.push("No certificate of the PKCS#12 file has the key's public key.");
  const friendlyName =
    key?.friendlyName ?? certBags.find((bag) => bag.friendlyName !== undefined)?.friendlyName;
  return {
    ...(key && { privateKey: key.pem }),
    certificates: key?.certificates ?? certificates,
    ...(friendlyName !== undefined && { friendlyName }),
    warnings,
  };
}

function readCertificate(der: Uint8Array): Certificate {
  try {
    return parseCertificate(der);
  } catch (cause) {
    throw unreadable("a certificate in it is damaged", cause);
  }
}

function readKey({ value, friendlyName }: Bag, certificates: readonly Certificate[]) {
  const publicKey = derivePublicKey(value.bytes);
  const hasCertificate = certificates.some(
    (certificate) => Buffer.compare(certificate.publicKey, publicKey) === 0,
  );
  const { chain, extras } = hasCertificate
    ? orderChain(certificates, publicKey)
    : { chain: certificates, extras: [] };
  return {
    pem: encodePem("PRIVATE KEY", value.bytes),
    friendlyName,
    hasCertificate,
    certificates: [...chain, ...extras],
  };
}

function derivePublicKey(pkcs8: Uint8Array): Uint8Array {
  try {
    const key = createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" });
    return createPublicKey(key).export({ format: "der", type: "spki" });
  } catch {
    // Not the cause: messages about a key's bytes are not worth the risk.
    throw unsupported("a private key of an unknown kind");
  }
}
