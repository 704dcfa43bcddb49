import { DerError } from "../asn1/der-error.js";
import { type DerValue, elementsOf, onlyChild } from "../asn1/der-reader.js";
import { isAscii } from "../asn1/der-strings.js";
import { readOid } from "../asn1/der-values.js";
import { contextPrimitive, sequence } from "../asn1/der-writer.js";
import { tags } from "../asn1/tags.js";
import { CertificateError } from "../errors.js";
import { decodeIpAddress, encodeIpAddress } from "./ip-address.js";
import { formatName } from "./name.js";
import { decodeName } from "./name-der.js";

// The context tags of GeneralName, RFC 5280 section 4.2.1.6.
const otherName = 0xa0;
const email = 1;
const dns = 2;
const directoryName = 0xa4;
const uri = 6;
const ip = 7;

const textual = new Map([
  ["DNS", dns],
  ["email", email],
  ["URI", uri],
]);

/**
 * GeneralNames from texts with a prefix: `DNS:example.com`, `IP:192.0.2.1`, `IP:2001:db8::1`, `email:a@example.com`,
 * `URI:https://example.com/`.
 *
 * @throws {@link CertificateError} with `ERR_CERTIFICATE_SUBJECT` where one is none of these.
 */
export function encodeGeneralNames(names: readonly string[]): Uint8Array {
  if (names.length === 0) throw refused("an empty list; leave subjectAltNames out instead");
  return sequence(...names.map(encodeGeneralName));
}

function encodeGeneralName(name: string): Uint8Array {
  const [, prefix = "", value = ""] = /^(\w+):(.+)$/s.exec(name) ?? [];
  if (prefix === "IP") return contextPrimitive(ip, encodeAddress(value));
  const tag = textual.get(prefix);
  if (tag === undefined) throw refused(`"${name}" does not begin with DNS:, IP:, email: or URI:`);
  // A control character, and NUL above all, makes others see another name than the one that was certified.
  if (!isAscii(value) || /[\p{Cc} ]/u.test(value)) {
    throw refused(`"${name}" has a space, a control character or one outside of ASCII`);
  }
  return contextPrimitive(tag, Buffer.from(value, "latin1"));
}

/** The texts that {@link encodeGeneralNames} takes; other kinds of names as `dirName:` and `otherName:`. */
export function decodeGeneralNames(value: DerValue): string[] {
  return elementsOf(value, tags.sequence, "subjectAltName").map(decodeGeneralName);
}

function decodeGeneralName(value: DerValue): string {
  switch (value.tag) {
    case tags.contextPrimitive + dns:
      return `DNS:${readAscii(value)}`;
    case tags.contextPrimitive + email:
      return `email:${readAscii(value)}`;
    case tags.contextPrimitive + uri:
      return `URI:${readAscii(value)}`;
    case tags.contextPrimitive + ip:
      return `IP:${decodeAddress(value.content)}`;
    case directoryName:
      return `dirName:${formatName(decodeName(onlyChild(value, "directoryName")))}`;
    case otherName: {
      const [type] = value.children;
      if (type === undefined) throw new DerError("subjectAltName: an empty otherName");
      return `otherName:${readOid(type, "otherName")}`;
    }
    default:
      return `other:${Buffer.from(value.bytes).toString("hex")}`;
  }
}

function readAscii({ content }: DerValue): string {
  const text = Buffer.from(content).toString("latin1");
  if (!isAscii(text)) throw new DerError("subjectAltName: a name outside of ASCII");
  return text;
}

function encodeAddress(text: string): Uint8Array {
  const bytes = encodeIpAddress(text);
  if (bytes === undefined) throw refused(`"${text}" is not an IP address`);
  return bytes;
}

function decodeAddress(bytes: Uint8Array): string {
  const text = decodeIpAddress(bytes);
  if (text === undefined) throw new DerError(`subjectAltName: an IP address of ${bytes.length} bytes`);
  return text;
}

function refused(problem: string): CertificateError {
  return new CertificateError(
    "ERR_CERTIFICATE_SUBJECT",
    `The subject alternative name is refused: ${problem}.`,
  );
}
