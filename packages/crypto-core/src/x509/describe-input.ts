import { type DerValue, parseDer } from "../asn1/der-reader.js";
import { decodeUtf8 } from "../asn1/der-strings.js";
import { objectIdentifier } from "../asn1/der-writer.js";
import { oid } from "../asn1/oids.js";
import { decodePem } from "../asn1/pem.js";
import { tags } from "../asn1/tags.js";

const pemLabels: readonly (readonly [RegExp, string])[] = [
  [/^ENCRYPTED PRIVATE KEY$/, "an encrypted private key"],
  [/PRIVATE KEY$/, "a private key"],
  [/PUBLIC KEY$/, "a public key"],
  [/CERTIFICATE REQUEST$/, "a certificate request (CSR)"],
  [/^(?:X509 )?CERTIFICATE$/, "a certificate"],
  [/^TRUSTED CERTIFICATE$/, "a certificate with openssl's trust settings (convert it with openssl x509)"],
  [/^PKCS7$|^CMS$/, "a PKCS#7 bundle (convert it with openssl pkcs7 -print_certs)"],
  [/^X509 CRL$/, "a list of revoked certificates (CRL)"],
  [/PARAMETERS$/, "key parameters"],
];

const texts: readonly (readonly [RegExp, string])[] = [
  [/^\s*$/, "an empty file"],
  [/-----BEGIN [A-Z0-9 ]+-----/, "a PEM block without its END line"],
  [/^\s*<(?:!doctype|html)/i, "an HTML page"],
  [/^\s*</, "an XML document"],
  [/^\s*[[{]/, "a JSON document"],
  [/^\s*(?:ssh-|ecdsa-)/, "an SSH public key"],
  [/^PuTTY-/, "a PuTTY key"],
  [/^[A-Za-z0-9+/=\s]+$/, "Base64 without BEGIN and END lines"],
];

/** What a file holds, for the message of an error: it says nothing of the contents themselves. */
export function describeInput(data: string | Uint8Array): string {
  const text = typeof data === "string" ? data : asText(data);
  if (text === undefined) return describeBinary(data as Uint8Array);
  const labels = [...new Set(decodePem(text).map(({ label }) => describeLabel(label)))];
  if (labels.length > 0) return labels.join(" and ");
  return texts.find(([pattern]) => pattern.test(text))?.[1] ?? "text without a PEM block";
}

function describeLabel(label: string): string {
  return pemLabels.find(([pattern]) => pattern.test(label))?.[1] ?? `a PEM block ${label}`;
}

/** The text of a file; undefined where it is binary: not UTF-8, or with control characters that are no space. */
export function asText(bytes: Uint8Array): string | undefined {
  const text = decodeUtf8(bytes);
  return text === undefined || /[^\P{Cc}\s]/u.test(text) ? undefined : text;
}

function describeBinary(bytes: Uint8Array): string {
  if (isUtf16(bytes)) return "text in UTF-16 (save it as UTF-8)";
  if (Buffer.from(bytes.subarray(0, 4)).equals(Buffer.from("feedfeed", "hex")))
    return "a Java key store (JKS)";
  let value: DerValue;
  try {
    value = parseDer(bytes);
  } catch {
    if (bytes[0] !== tags.sequence) return "binary data";
    return bytes[1] === 0x80
      ? "BER, as some PKCS#12 and PKCS#7 files are"
      : "DER that is damaged, cut off or followed by something else";
  }
  return describeDer(value);
}

/** Told apart by what their first fields are; every one of them is a SEQUENCE. */
function describeDer({ children }: DerValue): string {
  const [first, second, third] = children;
  if (first?.tag === tags.integer) {
    if (first.content[0] === 3) return "a PKCS#12 file (read it with readPkcs12)";
    return second?.tag === tags.integer || third?.tag === tags.octetString
      ? "a private key"
      : "DER of something else";
  }
  if (first?.tag === tags.objectIdentifier) {
    return Buffer.from(first.bytes).equals(objectIdentifier(oid.signedData))
      ? "a PKCS#7 bundle (convert it with openssl pkcs7 -print_certs)"
      : "DER of something else";
  }
  if (second?.tag === tags.octetString) return "an encrypted private key";
  if (second?.tag === tags.bitString) return "a public key";
  if (third?.tag === tags.bitString) {
    return first?.children[0]?.tag === tags.integer && first.children.length <= 4
      ? "a certificate request (CSR)"
      : "a certificate";
  }
  return "DER of something else";
}

function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return (
    (first === 0xff && second === 0xfe) ||
    (first === 0xfe && second === 0xff) ||
    (first === 0x2d && second === 0)
  );
}
