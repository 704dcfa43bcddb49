import { DerError } from "../asn1/der-error.js";
import { type DerValue, fieldsOf, onlyChild } from "../asn1/der-reader.js";
import { readOctetString, readOid, readUnsigned } from "../asn1/der-values.js";
import { oid } from "../asn1/oids.js";
import { tags } from "../asn1/tags.js";
import { unsupported } from "./errors.js";
import { type Mac, readMac } from "./mac.js";

/** The outermost part of a file. */
export interface Pfx {
  /** The AuthenticatedSafe, undecoded: these bytes are what the MAC is over. */
  readonly content: Uint8Array;
  readonly mac?: Mac;
}

/** A ContentInfo of PKCS#7: a type, and what it says. */
export interface ContentInfo {
  readonly type: string;
  readonly content: DerValue;
}

/** Reads a PFX (RFC 7292 section 4). */
export function readPfx(value: DerValue): Pfx {
  const fields = fieldsOf(value, tags.sequence, "PFX");
  const version = readUnsigned(fields.take(), "PFX version");
  if (version !== 3) throw new DerError(`PFX version ${version}`);
  const { type, content } = readContentInfo(fields.take());
  const macData = fields.takeOptional(tags.sequence);
  fields.end();
  if (type === oid.signedData) throw unsupported("a signature in place of a MAC");
  if (type !== oid.data) throw unsupported(`content of type ${type}`);
  return {
    content: readOctetString(content, "AuthenticatedSafe"),
    ...(macData && { mac: readMac(macData) }),
  };
}

export function readContentInfo(value: DerValue): ContentInfo {
  const fields = fieldsOf(value, tags.sequence, "ContentInfo");
  const type = readOid(fields.take(), "ContentInfo");
  const content = onlyChild(fields.take(tags.contextConstructed), "ContentInfo");
  fields.end();
  return { type, content };
}
