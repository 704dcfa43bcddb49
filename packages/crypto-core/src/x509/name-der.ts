import { DerError } from "../asn1/der-error.js";
import { type DerValue, elementsOf, fieldsOf, parseDer } from "../asn1/der-reader.js";
import { isAscii, isPrintable, isWellFormed, readText } from "../asn1/der-strings.js";
import { readOid } from "../asn1/der-values.js";
import { encodeDer, objectIdentifier, sequence, setOf, utf8String } from "../asn1/der-writer.js";
import { isDottedOid } from "../asn1/oids.js";
import { tags } from "../asn1/tags.js";
import { CertificateError } from "../errors.js";
import { formatName, type Name, type NameAttribute, parseName } from "./name.js";
import { type AttributeType, findAttributeType } from "./name-attributes.js";

/** A subject to be written: a string of RFC 4514, or its attributes in the order of the encoding. */
export type SubjectInput = string | readonly NameAttribute[];

/**
 * Encodes a subject. Every value goes in as it is or not at all: what X.520 and RFC 5280 do not allow, or other
 * software is known to misread, is refused.
 *
 * @throws {@link CertificateError} with `ERR_CERTIFICATE_SUBJECT`.
 */
export function encodeSubject(subject: SubjectInput): Uint8Array {
  const name = typeof subject === "string" ? parseName(subject) : subject.map((attribute) => [attribute]);
  if (name.length === 0) throw refused("a subject needs at least one attribute, as in CN=example");
  return encodeName(name);
}

/**
 * Writes a Name in DER as the subjects and issuers of certificates are written, so that they can be compared. TLS
 * servers name the authorities whose certificates they take in this way.
 *
 * @throws {@link CertificateError} with `ERR_CERTIFICATE_UNREADABLE` where it is none.
 * @see RFC 4514 section 2; RFC 8446 section 4.2.4
 */
export function formatDistinguishedName(der: Uint8Array): string {
  try {
    return formatName(decodeName(parseDer(der)));
  } catch (cause) {
    if (!(cause instanceof DerError)) throw cause;
    throw new CertificateError("ERR_CERTIFICATE_UNREADABLE", "This is no distinguished name in DER.", {
      cause,
    });
  }
}

/** A Name (RFC 5280 section 4.1.2.4). */
export function encodeName(name: Name): Uint8Array {
  return sequence(...name.map(encodeElement));
}

/** Reads a Name of someone else's: any string type, any length. */
export function decodeName(value: DerValue): Name {
  return elementsOf(value, tags.sequence, "name").map((element) =>
    elementsOf(element, tags.set, "name").map((attribute) => {
      const fields = fieldsOf(attribute, tags.sequence, "attribute of a name");
      const oid = readOid(fields.take(), "attribute of a name");
      const encoded = fields.take();
      fields.end();
      return decodeAttribute(oid, encoded);
    }),
  );
}

function decodeAttribute(oid: string, encoded: DerValue): NameAttribute {
  const keyword = findAttributeType(oid)?.keyword;
  // RFC 4514 section 2.4: the text of an attribute without a keyword is not shown, its encoding is.
  const text = keyword === undefined ? undefined : readText(encoded);
  return { type: keyword ?? oid, value: text ?? encoded.bytes.slice() };
}

function encodeElement(element: readonly NameAttribute[]): Uint8Array {
  const types = element.map(({ type }) => findAttributeType(type)?.oid ?? type);
  if (new Set(types).size < types.length) throw refused("one element has the same attribute twice");
  return setOf(...element.map(encodeAttribute));
}

function encodeAttribute({ type, value }: NameAttribute): Uint8Array {
  const known = findAttributeType(type);
  if (known === undefined && !isDottedOid(type)) throw refused(`"${type}" is not a known attribute`);
  const encoded =
    typeof value === "string" ? encodeText(value, type, known) : checkEncoded(value, type, known);
  return sequence(objectIdentifier(known?.oid ?? type), encoded);
}

function encodeText(text: string, type: string, known: AttributeType | undefined): Uint8Array {
  checkText(text, type, known);
  switch (known?.syntax) {
    case "printable":
      return encodeDer(tags.printableString, Buffer.from(text, "latin1"));
    case "ascii":
      return encodeDer(tags.ia5String, Buffer.from(text, "latin1"));
    default:
      return utf8String(text);
  }
}

/** A value that came as DER is one whole value, and what it says obeys the same limits. */
function checkEncoded(bytes: Uint8Array, type: string, known: AttributeType | undefined): Uint8Array {
  let text: string | undefined;
  try {
    text = readText(parseDer(bytes));
  } catch (cause) {
    throw refused(`${type}: the value in hex is not DER`, cause);
  }
  if (known !== undefined) {
    if (text === undefined) throw refused(`${type}: the value in hex is not a character string`);
    checkText(text, type, known);
  }
  return bytes;
}

function checkText(text: string, type: string, known: AttributeType | undefined): void {
  const length = [...text].length;
  if (length === 0) throw refused(`${type} is empty`);
  if (known?.maxLength !== undefined && length > known.maxLength) {
    throw refused(`${type} has ${length} characters, where X.520 allows ${known.maxLength}`);
  }
  if (!isWellFormed(text)) throw refused(`${type} has half of a surrogate pair`);
  // Software written in C takes it for the end of the name: example.com\0.evil.test.
  if (text.includes("\0")) throw refused(`${type} has a NUL character`);
  if (known?.keyword === "C" && !/^[A-Za-z]{2}$/.test(text)) {
    throw refused(`C is the two letters of a country, as in GB, not "${text}"`);
  }
  if (known?.syntax === "printable" && !isPrintable(text)) {
    throw refused(`${type} has a character outside of A-Z a-z 0-9 ' ( ) + , - . / : = ? and space`);
  }
  if (known?.syntax === "ascii" && !isAscii(text)) {
    throw refused(
      `${type} has a character outside of ASCII; international domains are written in Punycode (xn--…)`,
    );
  }
}

function refused(problem: string, cause?: unknown): CertificateError {
  return new CertificateError("ERR_CERTIFICATE_SUBJECT", `The subject is refused: ${problem}.`, { cause });
}
