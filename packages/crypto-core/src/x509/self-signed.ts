import { contextConstructed, sequence, time, unsignedInteger } from "../asn1/der-writer.js";
import { encodePem } from "../asn1/pem.js";
import type { Signer } from "../keys/signer.js";
import { type CertificateExtension, encodeExtensions } from "./extensions.js";
import {
  basicConstraintsExtension,
  subjectAltNameExtension,
  subjectKeyIdentifierExtension,
} from "./make-extensions.js";
import { encodeSubject, type SubjectInput } from "./name-der.js";
import { type RandomSource, randomBytes } from "./random-source.js";
import { requirePublicKey, sha256WithRsa, signContent } from "./signed.js";

/** What {@link createSelfSignedCertificate} puts into a certificate. */
export interface SelfSignedCertificateOptions {
  /** Signs the certificate; its `publicKey` is the one that goes in. */
  readonly signer: Signer;
  /** `"CN=example,O=Example,C=GB"` as RFC 4514 has it, or attributes in the order of the encoding. */
  readonly subject: SubjectInput;
  /** Whole seconds; a fraction is cut off. */
  readonly notBefore: Date;
  /** The last second in which it is valid; a fraction is cut off. */
  readonly notAfter: Date;
  /** In hex, positive, at most 20 bytes. 16 random bytes by default. */
  readonly serialNumber?: string;
  /** `DNS:example.com`, `IP:192.0.2.1`, `email:a@example.com`, `URI:https://example.com/`. None by default. */
  readonly subjectAltNames?: readonly string[];
  /**
   * Others, such as `keyUsageExtension([...])`. By default the certificate says that it is no authority
   * (basicConstraints) and identifies its key; one of the same kind given here takes the place of that.
   */
  readonly extensions?: readonly CertificateExtension[];
  /** Where random serial numbers come from; `crypto.getRandomValues` by default. */
  readonly getRandomValues?: RandomSource;
  /** Handed to the signer. */
  readonly signal?: AbortSignal;
}

/**
 * Makes a certificate that is signed with its own key (X.509 version 3, SHA-256 with RSA), in PEM.
 *
 * @throws TypeError where the signer has no `publicKey`, the times are not in order, or the serial number is none.
 * @throws {@link CertificateError} with `ERR_CERTIFICATE_SUBJECT` where a name is refused, and
 * `ERR_CERTIFICATE_NO_MATCH` where the signer signs with another key than its `publicKey`.
 * @example
 * const pem = await createSelfSignedCertificate({
 *   signer,
 *   subject: "CN=example,O=Example,C=GB",
 *   notBefore: new Date("2030-01-01"),
 *   notAfter: new Date("2032-01-01"),
 * });
 * @see RFC 5280 section 4.1
 */
export async function createSelfSignedCertificate(options: SelfSignedCertificateOptions): Promise<string> {
  const { signer, subject, notBefore, notAfter, signal } = options;
  requirePublicKey(signer);
  if (!(notBefore < notAfter)) throw new TypeError("notBefore must be before notAfter");
  const name = encodeSubject(subject);
  const content = sequence(
    // 2 is version 3.
    contextConstructed(0, unsignedInteger(2)),
    unsignedInteger(serialBytes(options)),
    sha256WithRsa,
    name,
    sequence(time(notBefore), time(notAfter)),
    name,
    signer.publicKey,
    contextConstructed(3, encodeExtensions(allExtensions(signer.publicKey, options))),
  );
  return encodePem("CERTIFICATE", await signContent(content, signer, signal));
}

function allExtensions(
  publicKey: Uint8Array,
  { subjectAltNames, extensions = [] }: SelfSignedCertificateOptions,
): CertificateExtension[] {
  const defaults = [
    basicConstraintsExtension({ certificateAuthority: false }),
    subjectKeyIdentifierExtension(publicKey),
  ];
  const given = [...(subjectAltNames ? [subjectAltNameExtension(subjectAltNames)] : []), ...extensions];
  const isGiven = ({ oid }: CertificateExtension) => given.some((extension) => extension.oid === oid);
  return [...defaults.filter((extension) => !isGiven(extension)), ...given];
}

/** RFC 5280 section 4.1.2.2: positive, at most 20 bytes. */
function serialBytes({ serialNumber, getRandomValues }: SelfSignedCertificateOptions): Uint8Array {
  if (serialNumber !== undefined) {
    const bytes = Buffer.from(serialNumber, "hex");
    const isValid = /^(?:[\da-f]{2}){1,20}$/i.test(serialNumber) && bytes.some((byte) => byte !== 0);
    if (!isValid || (bytes.length === 20 && (bytes[0] ?? 0) >= 0x80)) {
      throw new TypeError("a serial number is positive and at most 20 bytes, in hex");
    }
    return bytes;
  }
  const bytes = randomBytes(16, getRandomValues);
  // The top bit off keeps it positive, the next one on keeps it 16 bytes long.
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}
