import { DerError } from "../asn1/der-error.js";
import { type DerValue, fieldsOf, onlyChild } from "../asn1/der-reader.js";
import { readIntegerBytes, readTime, readUnsigned } from "../asn1/der-values.js";
import { encodePem } from "../asn1/pem.js";
import { tags } from "../asn1/tags.js";
import { type CertificateExtension, decodeExtensions } from "./extensions.js";
import { type KnownExtensions, readKnownExtensions } from "./known-extensions.js";
import { formatName, type Name } from "./name.js";
import { decodeName } from "./name-der.js";
import { readPublicKey } from "./public-key.js";
import { parseWanted, readInput, type Wanted } from "./read-input.js";
import { readSigned } from "./signed.js";

/** What an X.509 certificate says. Plain data: nothing in it has been checked against an issuer or a clock. */
export interface Certificate extends KnownExtensions {
  /** The whole certificate, as it is signed. */
  readonly der: Uint8Array;
  /** The same as one CERTIFICATE block, without what else was in the file. */
  readonly pem: string;
  /** As RFC 4514 writes it, the most specific element first: `CN=example,O=Example,C=GB`. */
  readonly subject: string;
  /** Written in the same way; equal to the subject where it is self-issued. */
  readonly issuer: string;
  /** The text of the last CN of the subject, where it has one. */
  readonly subjectCommonName?: string;
  /** In hex, upper case, whole bytes. */
  readonly serialNumber: string;
  /** The first second in which it is valid. */
  readonly notBefore: Date;
  /** The last second in which it is valid. */
  readonly notAfter: Date;
  /** SubjectPublicKeyInfo in DER. */
  readonly publicKey: Uint8Array;
  /** "RSA", "EC", "Ed25519", …; the object identifier where it is not known here. */
  readonly keyAlgorithm: string;
  /** In bits; of RSA keys only. */
  readonly modulusLength?: number;
  /** As openssl calls it, `sha256WithRSAEncryption`; the object identifier where it is not known here. */
  readonly signatureAlgorithm: string;
  /** Every extension as it stands, the unknown ones included. */
  readonly extensions: readonly CertificateExtension[];
}

const certificate: Wanted = { what: "a certificate", labels: ["CERTIFICATE", "X509 CERTIFICATE"] };

/**
 * Reads a certificate: DER, or the first CERTIFICATE block of a PEM file, whatever else is in the file.
 *
 * @throws {@link CertificateError} with `ERR_CERTIFICATE_UNREADABLE` and a sentence that says what was found.
 * @example
 * const { subject, notAfter } = parseCertificate(pem);
 * @see RFC 5280 section 4.1
 */
export function parseCertificate(data: string | Uint8Array): Certificate {
  const [der] = readInput(data, certificate);
  return parseWanted(der, certificate, readCertificate);
}

/**
 * Reads every certificate of a PEM file, in the order of the file; of DER, the one that it is.
 *
 * @throws {@link CertificateError} with `ERR_CERTIFICATE_UNREADABLE` where there is none, or one cannot be read.
 */
export function parseCertificates(data: string | Uint8Array): Certificate[] {
  return readInput(data, certificate).map((der) => parseWanted(der, certificate, readCertificate));
}

function readCertificate(value: DerValue): Certificate {
  const { content, algorithmIdentifier, algorithm } = readSigned(value, "certificate");
  const fields = fieldsOf(content, tags.sequence, "certificate");
  const version = fields.takeOptional(tags.contextConstructed);
  // 0 is version 1, which has no extensions.
  const versionNumber = version ? readUnsigned(onlyChild(version, "version"), "version") : 0;
  if (versionNumber > 2) throw new DerError(`version ${versionNumber + 1}`);
  const serialNumber = readSerialNumber(fields.take());
  // RFC 5280 section 4.1.1.2: what is signed names the same algorithm as what is not.
  if (!Buffer.from(fields.take().bytes).equals(algorithmIdentifier.bytes)) {
    throw new DerError("it names two different signature algorithms");
  }
  const issuer = decodeName(fields.take());
  const validity = fieldsOf(fields.take(), tags.sequence, "validity");
  const notBefore = readTime(validity.take(), "notBefore");
  const notAfter = readTime(validity.take(), "notAfter");
  validity.end();
  const subject = decodeName(fields.take());
  const publicKey = fields.take();
  const { keyAlgorithm, modulusLength } = readPublicKey(publicKey);
  // issuerUniqueID and subjectUniqueID, which nobody has used since 1993.
  fields.takeOptional(tags.contextPrimitive + 1);
  fields.takeOptional(tags.contextPrimitive + 2);
  const wrapped = fields.takeOptional(tags.contextConstructed + 3);
  fields.end();
  const extensions = wrapped ? decodeExtensions(onlyChild(wrapped, "extensions")) : [];
  const subjectCommonName = findCommonName(subject);
  return {
    der: value.bytes,
    pem: encodePem("CERTIFICATE", value.bytes),
    subject: formatName(subject),
    issuer: formatName(issuer),
    ...(subjectCommonName !== undefined && { subjectCommonName }),
    serialNumber,
    notBefore,
    notAfter,
    publicKey: publicKey.bytes.slice(),
    keyAlgorithm,
    ...(modulusLength !== undefined && { modulusLength }),
    signatureAlgorithm: algorithm.name,
    ...readKnownExtensions(extensions),
    extensions,
  };
}

/** As openssl prints it: whole bytes, without the zero that only keeps it positive. */
function readSerialNumber(value: DerValue): string {
  const hex = Buffer.from(readIntegerBytes(value, "serial number")).toString("hex").toUpperCase();
  return hex.length > 2 && hex.startsWith("00") ? hex.slice(2) : hex;
}

function findCommonName(subject: Name): string | undefined {
  const commonNames = subject.flat().filter(({ type, value }) => type === "CN" && typeof value === "string");
  return commonNames.at(-1)?.value as string | undefined;
}
