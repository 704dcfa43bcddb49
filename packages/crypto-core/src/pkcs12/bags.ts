import { type DerValue, elementsOf, fieldsOf, onlyChild } from "../asn1/der-reader.js";
import { decodeUtf16 } from "../asn1/der-strings.js";
import { readOctetString, readOid } from "../asn1/der-values.js";
import { oid } from "../asn1/oids.js";
import { tags } from "../asn1/tags.js";

/** One thing in a file: a key, a certificate, … */
export interface Bag {
  /** The object identifier of its kind. */
  readonly kind: string;
  readonly value: DerValue;
  readonly friendlyName?: string;
  /** Links a key to its certificate; in hex. */
  readonly localKeyId?: string;
}

/** Reads a SafeContents (RFC 7292 section 4.2); bags inside of bags come out as if they were beside them. */
export function readBags(safeContents: DerValue): Bag[] {
  return elementsOf(safeContents, tags.sequence, "SafeContents").flatMap((value) => {
    const bag = readBag(value);
    return bag.kind === oid.safeContentsBag ? readBags(bag.value) : [bag];
  });
}

/** The DER of a certificate; undefined where the bag holds another kind of certificate (SDSI). */
export function readCertBag({ value }: Bag): Uint8Array | undefined {
  const fields = fieldsOf(value, tags.sequence, "CertBag");
  const kind = readOid(fields.take(), "CertBag");
  const content = onlyChild(fields.take(tags.contextConstructed), "CertBag");
  fields.end();
  return kind === oid.x509Certificate ? readOctetString(content, "CertBag") : undefined;
}

function readBag(value: DerValue): Bag {
  const fields = fieldsOf(value, tags.sequence, "SafeBag");
  const kind = readOid(fields.take(), "SafeBag");
  const content = onlyChild(fields.take(tags.contextConstructed), "SafeBag");
  const attributes = fields.takeOptional(tags.set);
  fields.end();
  return { kind, value: content, ...readAttributes(attributes?.children ?? []) };
}

function readAttributes(attributes: readonly DerValue[]): Pick<Bag, "friendlyName" | "localKeyId"> {
  let result: Pick<Bag, "friendlyName" | "localKeyId"> = {};
  for (const attribute of attributes) {
    const fields = fieldsOf(attribute, tags.sequence, "bag attribute");
    const kind = readOid(fields.take(), "bag attribute");
    const [value] = elementsOf(fields.take(), tags.set, "bag attribute");
    if (value === undefined) continue;
    const friendlyName = kind === oid.friendlyName ? decodeUtf16(value.content) : undefined;
    if (friendlyName !== undefined) result = { ...result, friendlyName };
    if (kind === oid.localKeyId)
      result = { ...result, localKeyId: Buffer.from(value.content).toString("hex") };
  }
  return result;
}
