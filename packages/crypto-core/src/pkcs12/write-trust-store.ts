import type { Certificate } from "../x509/certificate.js";
import { type CertificateInput, toCertificates } from "../x509/certificate-input.js";
import { certBag, friendlyName, javaTrustedForAnything } from "./write-bags.js";
import { checkProtection, encodePfx, encryptedSafe, type Pkcs12Protection } from "./write-pfx.js";

/** What {@link writeTrustStore} puts into a file. */
export interface WriteTrustStoreOptions extends Pkcs12Protection {
  /** PEM (one or several), DER, or parsed: at least one. */
  readonly certificates: CertificateInput | readonly CertificateInput[];
  /** One for each certificate, in their order, no two alike in any case. By default their common names. */
  readonly friendlyNames?: readonly string[];
}

/**
 * Writes certificates that are trusted, without a key, as a PKCS#12 file that Java takes for a trust store: each
 * carries the attribute without which Java passes it over, and a name of its own.
 *
 * @throws TypeError where there is no certificate, or the names are too few, too many or alike.
 * @throws {@link CertificateError} with `ERR_CERTIFICATE_UNREADABLE`, or `ERR_PKCS12_PASSWORD` where the password is
 * empty or not ASCII.
 * @example
 * const bytes = await writeTrustStore({ certificates: caPem, password: "changeit" });
 */
export async function writeTrustStore(options: WriteTrustStoreOptions): Promise<Uint8Array> {
  checkProtection(options);
  const certificates = toCertificates(options.certificates);
  const names = options.friendlyNames ?? defaultNames(certificates);
  checkNames(names, certificates);
  const bags = certificates.map(({ der }, index) =>
    certBag(der, friendlyName(names[index] ?? ""), javaTrustedForAnything()),
  );
  return encodePfx([await encryptedSafe(bags, options)], options);
}

/** Common names, or whole subjects; those that occur before get a number. */
function defaultNames(certificates: readonly Certificate[]): string[] {
  const names: string[] = [];
  for (const { subjectCommonName, subject, serialNumber } of certificates) {
    const name = subjectCommonName ?? (subject || serialNumber);
    const isTaken = (candidate: string) => names.some((other) => alias(other) === alias(candidate));
    let unique = name;
    for (let number = 2; isTaken(unique); number++) unique = `${name} (${number})`;
    names.push(unique);
  }
  return names;
}

function checkNames(names: readonly string[], certificates: readonly Certificate[]): void {
  if (certificates.length === 0) throw new TypeError("a trust store needs at least one certificate");
  if (names.length !== certificates.length) {
    throw new TypeError(`${names.length} friendlyNames for ${certificates.length} certificates`);
  }
  // Java would keep only the last one of them.
  if (new Set(names.map(alias)).size < names.length) throw new TypeError("two friendlyNames are alike");
}

/** Java tells aliases apart without regard to case. */
function alias(name: string): string {
  return name.toLowerCase();
}
