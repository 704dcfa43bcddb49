import { type DerValue, elementsOf, fieldsOf, parseDer } from "../asn1/der-reader.js";
import { readBoolean, readNamedBits, readOid } from "../asn1/der-values.js";
import { oid } from "../asn1/oids.js";
import { tags } from "../asn1/tags.js";
import type { CertificateExtension } from "./extensions.js";
import { decodeGeneralNames } from "./general-names.js";
import { extendedKeyUsages, keyUsages } from "./key-usages.js";

/** What the extensions that are known here say. */
export interface KnownExtensions {
  /** What basicConstraints says; false where it is not there. */
  readonly isCertificateAuthority: boolean;
  /** With their kinds: `DNS:example.com`, `IP:192.0.2.1`, `email:a@example.com`, `URI:https://example.com/`. */
  readonly subjectAltNames: readonly string[];
  /** `digitalSignature`, …; empty where the certificate does not limit them. */
  readonly keyUsages: readonly string[];
  /** `clientAuth`, `serverAuth`, … or object identifiers; empty where the certificate does not limit them. */
  readonly extendedKeyUsages: readonly string[];
}

/** Reads the extensions that are known here; one that is left out says no, or nothing. */
export function readKnownExtensions(extensions: readonly CertificateExtension[]): KnownExtensions {
  const read = <T>(kind: string, decode: (value: DerValue) => T): T | undefined => {
    const found = extensions.find((extension) => extension.oid === kind);
    return found && decode(parseDer(found.value));
  };
  return {
    isCertificateAuthority: read(oid.basicConstraints, decodeBasicConstraints) ?? false,
    subjectAltNames: read(oid.subjectAltName, decodeGeneralNames) ?? [],
    keyUsages: read(oid.keyUsage, decodeKeyUsage) ?? [],
    extendedKeyUsages: read(oid.extendedKeyUsage, decodeExtendedKeyUsage) ?? [],
  };
}

function decodeKeyUsage(value: DerValue): string[] {
  return readNamedBits(value, "keyUsage").map((position) => keyUsages[position] ?? `bit ${position}`);
}

function decodeExtendedKeyUsage(value: DerValue): string[] {
  return elementsOf(value, tags.sequence, "extendedKeyUsage").map((usage) => {
    const dotted = readOid(usage, "extendedKeyUsage");
    return extendedKeyUsageNames.get(dotted) ?? dotted;
  });
}

/** Whether it is an authority; FALSE is the default. */
function decodeBasicConstraints(value: DerValue): boolean {
  const fields = fieldsOf(value, tags.sequence, "basicConstraints");
  const authority = fields.takeOptional(tags.boolean);
  fields.takeOptional(tags.integer);
  fields.end();
  return authority !== undefined && readBoolean(authority, "basicConstraints");
}

const extendedKeyUsageNames = new Map(
  Object.entries(extendedKeyUsages).map(([name, value]) => [value, name]),
);
