import { createHash } from "node:crypto";
import { parseDer } from "../asn1/der-reader.js";
import {
  boolean,
  namedBits,
  objectIdentifier,
  octetString,
  sequence,
  unsignedInteger,
} from "../asn1/der-writer.js";
import { oid } from "../asn1/oids.js";
import type { CertificateExtension } from "./extensions.js";
import { encodeGeneralNames } from "./general-names.js";
import { extendedKeyUsages, type KeyUsage, keyUsages } from "./key-usages.js";
import { readPublicKey } from "./public-key.js";

export type { KeyUsage } from "./key-usages.js";

/**
 * Other names of the subject, each with its kind before it: `DNS:example.com`, `IP:192.0.2.1`, `email:a@example.com`,
 * `URI:https://example.com/`.
 *
 * @throws {@link CertificateError} with `ERR_CERTIFICATE_SUBJECT` where one is none of these.
 * @see RFC 5280 section 4.2.1.6
 */
export function subjectAltNameExtension(names: readonly string[]): CertificateExtension {
  return { oid: oid.subjectAltName, critical: false, value: encodeGeneralNames(names) };
}

/**
 * What the key is for; critical, as RFC 5280 wants it.
 *
 * @throws TypeError where a usage is not one of RFC 5280's.
 * @example keyUsageExtension(["digitalSignature"])
 * @see RFC 5280 section 4.2.1.3
 */
export function keyUsageExtension(usages: readonly KeyUsage[]): CertificateExtension {
  const positions = usages.map((usage) => keyUsages.indexOf(usage));
  if (positions.length === 0 || positions.includes(-1))
    throw new TypeError(`not key usages: ${usages.join(", ")}`);
  return { oid: oid.keyUsage, critical: true, value: namedBits(positions) };
}

/**
 * What the certificate is for: `clientAuth`, `serverAuth`, … or dotted object identifiers.
 *
 * @throws TypeError where one is neither.
 * @example extendedKeyUsageExtension(["clientAuth"])
 * @see RFC 5280 section 4.2.1.12
 */
export function extendedKeyUsageExtension(usages: readonly string[]): CertificateExtension {
  if (usages.length === 0) throw new TypeError("no extended key usage is given");
  const value = sequence(...usages.map((usage) => objectIdentifier(extendedKeyUsages[usage] ?? usage)));
  return { oid: oid.extendedKeyUsage, critical: false, value };
}

/**
 * Whether the subject may issue certificates, and how many others may stand between it and a leaf; critical.
 *
 * @see RFC 5280 section 4.2.1.9
 */
export function basicConstraintsExtension(options: {
  /** Whether the subject may issue certificates. */
  certificateAuthority: boolean;
  /** How many other authorities may stand between it and a leaf; any number by default. */
  pathLength?: number;
}): CertificateExtension {
  const { certificateAuthority, pathLength } = options;
  if (pathLength !== undefined && !certificateAuthority)
    throw new TypeError("pathLength is for authorities only");
  const fields = [
    // FALSE is the default, and DER leaves defaults out.
    ...(certificateAuthority ? [boolean(true)] : []),
    ...(pathLength === undefined ? [] : [unsignedInteger(pathLength)]),
  ];
  return { oid: oid.basicConstraints, critical: true, value: sequence(...fields) };
}

/**
 * Names the subject's key by the SHA-1 of its bits (method 1), so that issuers of the same name can be told apart.
 *
 * @param publicKey - SubjectPublicKeyInfo in DER
 * @see RFC 5280 section 4.2.1.2
 */
export function subjectKeyIdentifierExtension(publicKey: Uint8Array): CertificateExtension {
  return { oid: oid.subjectKeyIdentifier, critical: false, value: octetString(keyIdentifier(publicKey)) };
}

function keyIdentifier(publicKey: Uint8Array): Uint8Array {
  const { keyBytes } = readPublicKey(parseDer(publicKey));
  return createHash("sha1").update(keyBytes).digest();
}
