import { decodeUtf8 } from "../asn1/der-strings.js";
import { isDottedOid } from "../asn1/oids.js";
import { CertificateError } from "../errors.js";
import { findAttributeType } from "./name-attributes.js";

/**
 * One attribute of a name: `{ type: "CN", value: "example" }`. The type is a keyword (`CN`, `O`, `OU`, `C`, `L`,
 * `ST`, `STREET`, `DC`, `UID`, `serialNumber`, `emailAddress`, `organizationIdentifier`, …) or a dotted object
 * identifier. The value is its text, with nothing escaped; bytes are a value already encoded in DER, of any type.
 */
export interface NameAttribute {
  /** A keyword, in any case, or a dotted object identifier. */
  readonly type: string;
  /** Text with nothing escaped, or DER. */
  readonly value: string | Uint8Array;
}

/** A name in the order of its DER encoding, country first as a rule; most of its elements have one attribute. */
export type Name = readonly (readonly NameAttribute[])[];

/**
 * Reads the string form of a name, RFC 4514.
 *
 * RFC 4514 writes a name backwards: the last element of the string is the first of the encoding. So
 * `CN=example,O=Example,C=GB` is what openssl makes of `-subj "/C=GB/O=Example/CN=example"`, Java's keytool of
 * `-dname "CN=example, O=Example, C=GB"`, and what both print for it. To give attributes in the order of the
 * encoding, give an array of them instead.
 *
 * Everything of RFC 4514 is read: `\,` and the like, `\C3\A9`, `#` with a DER value in hex, `+` between attributes
 * of one element, keywords in any case, object identifiers. Spaces may stand before a keyword, as most tools write
 * them. What would have to be guessed at is refused: a space at either end of a value, quotes, `;`, `<` and `>`,
 * each of which RFC 4514 wants escaped.
 *
 * @throws {@link CertificateError} with `ERR_CERTIFICATE_SUBJECT` where it is not such a string.
 * @see RFC 4514 section 3
 */
export function parseName(text: string): Name {
  if (text === "") return [];
  const elements: NameAttribute[][] = [];
  let element: NameAttribute[] = [];
  let offset = 0;
  for (;;) {
    const equals = text.indexOf("=", offset);
    if (equals < 0) throw subjectError(`"${text.slice(offset).trim()}" has no "=", as in CN=example`);
    const type = readType(text.slice(offset, equals));
    const { raw, end } = scanValue(text, equals + 1, type);
    element.push({ type, value: readValue(raw, type) });
    const separator = text[end];
    if (separator !== "+") {
      elements.unshift(element);
      element = [];
    }
    if (separator === undefined) return elements;
    offset = end + 1;
  }
}

/**
 * Writes a name as RFC 4514 has it, last element first; {@link parseName} reads it back to the same name.
 * Control characters come as hex pairs, so that a name cannot forge a line of a log.
 *
 * @see RFC 4514 section 2
 */
export function formatName(name: Name): string {
  return [...name]
    .reverse()
    .map((element) => element.map(({ type, value }) => `${type}=${formatValue(value)}`).join("+"))
    .join(",");
}

/** The keyword as it is written, or the object identifier. */
function readType(text: string): string {
  const keywordOrOid = text.trim();
  const known = findAttributeType(keywordOrOid);
  if (known !== undefined) return known.keyword;
  if (isDottedOid(keywordOrOid)) return keywordOrOid;
  throw subjectError(
    `"${keywordOrOid}" is not a known attribute; write its object identifier, as in 2.5.4.65=x`,
  );
}

/** From behind "=" to the next comma or plus sign that is not escaped. */
function scanValue(text: string, start: number, type: string): { raw: string; end: number } {
  let end = start;
  for (; end < text.length; end++) {
    const character = text[end] ?? "";
    if (character === "," || character === "+") break;
    if (character === "\\") end++;
    else if ('";<>\0'.includes(character)) {
      throw subjectError(
        `${type}: write ${character === "\0" ? "\\00" : `\\${character}`} for this character`,
      );
    }
  }
  return { raw: text.slice(start, end), end };
}

function readValue(raw: string, type: string): string | Uint8Array {
  if (raw.startsWith("#")) {
    if (!/^#(?:[\da-f]{2})+$/i.test(raw)) {
      throw subjectError(`${type}: # begins a value in hex; write \\# for the character`);
    }
    return new Uint8Array(Buffer.from(raw.slice(1), "hex"));
  }
  if (raw.startsWith(" ") || /(?<!\\)(?:\\\\)* $/.test(raw)) {
    throw subjectError(
      `${type}: a space at an end of a value; leave it out, or write "\\ " where it is meant`,
    );
  }
  return unescapeValue(raw, type);
}

/** Hex pairs are bytes of UTF-8, several of them together one character: they are decoded in runs. */
function unescapeValue(raw: string, type: string): string {
  return raw.replace(
    /((?:\\[\da-f]{2})+)|\\([\s\S]?)/gi,
    (_, pairs: string | undefined, character: string) => {
      if (pairs !== undefined) {
        const decoded = decodeUtf8(Buffer.from(pairs.replaceAll("\\", ""), "hex"));
        if (decoded === undefined) throw subjectError(`${type}: ${pairs} is not UTF-8`);
        return decoded;
      }
      if (character === "" || !' "#+,;<=>\\'.includes(character)) {
        throw subjectError(`${type}: a backslash before "${character}"; write \\\\ for a backslash`);
      }
      return character;
    },
  );
}

function formatValue(value: string | Uint8Array): string {
  if (typeof value !== "string") return `#${Buffer.from(value).toString("hex")}`;
  return value
    .replace(/["+,;<>\\]|^[ #]| $/g, "\\$&")
    .replace(/\p{Cc}/gu, (control) =>
      Buffer.from(control).toString("hex").toUpperCase().replace(/../g, "\\$&"),
    );
}

function subjectError(problem: string): CertificateError {
  return new CertificateError("ERR_CERTIFICATE_SUBJECT", `Not a name of RFC 4514: ${problem}.`);
}
