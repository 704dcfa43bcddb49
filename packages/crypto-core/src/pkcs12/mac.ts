import { createHmac, timingSafeEqual } from "node:crypto";
import { type DerValue, fieldsOf } from "../asn1/der-reader.js";
import { readOctetString, readOid, readUnsigned } from "../asn1/der-values.js";
import { oid } from "../asn1/oids.js";
import { tags } from "../asn1/tags.js";
import { unsupported } from "./errors.js";
import { hashes } from "./hashes.js";
import type { IterationBudget } from "./iteration-budget.js";
import { type Derivation, deriveWithPbkdf2, deriveWithPkcs12, purpose } from "./key-derivation.js";
import type { Password } from "./password.js";
import { readHmac, readPbkdf2 } from "./pbkdf2-parameters.js";

/** The MAC over a whole file, and how its key is derived. */
export interface Mac {
  /** As node:crypto calls it. */
  readonly hash: string;
  readonly value: Uint8Array;
  readonly derivation: Derivation;
  /** In bytes; only of PBMAC1, which derives with PBKDF2 (RFC 9579). */
  readonly pbmac1KeyLength?: number;
}

/** Reads a MacData (RFC 7292 section 4). */
export function readMac(macData: DerValue): Mac {
  const fields = fieldsOf(macData, tags.sequence, "MAC");
  const digestInfo = fieldsOf(fields.take(), tags.sequence, "MAC");
  const salt = readOctetString(fields.take(), "MAC salt");
  const count = fields.takeOptional(tags.integer);
  fields.end();
  const algorithm = fieldsOf(digestInfo.take(), tags.sequence, "MAC algorithm");
  const value = readOctetString(digestInfo.take(), "MAC value");
  digestInfo.end();

  const kind = readOid(algorithm.take(), "MAC algorithm");
  if (kind === oid.pbmac1) return { ...readPbmac1(algorithm.take()), value };
  const hash = hashes[kind];
  if (hash === undefined) throw unsupported(`a MAC, ${kind}, other than SHA-1 or SHA-2`);
  const iterations = count ? readUnsigned(count, "MAC iterations") : 1;
  return { hash, value, derivation: { hash, salt, iterations } };
}

/** RFC 9579 section 4: the salt and the count of the MacData itself mean nothing. */
function readPbmac1(value: DerValue): Omit<Mac, "value"> {
  const parameters = fieldsOf(value, tags.sequence, "PBMAC1");
  const { keyLength, ...derivation } = readPbkdf2(parameters.take());
  const hash = readHmac(parameters.take());
  parameters.end();
  // Without it, a key as short as one byte could be meant: RFC 9579 demands it.
  if (keyLength === undefined || keyLength < 20 || keyLength > 64) throw unsupported("a PBMAC1 key length");
  return { hash, derivation, pbmac1KeyLength: keyLength };
}

/** Whether the MAC of the content is this one; takes the same time wherever they differ. */
export async function isMacOf(
  mac: Mac,
  content: Uint8Array,
  password: Password,
  budget: IterationBudget,
): Promise<boolean> {
  const expected = await computeMac(mac, content, password, budget);
  return mac.value.length === expected.length && timingSafeEqual(mac.value, expected);
}

export async function computeMac(
  { hash, derivation, pbmac1KeyLength }: Omit<Mac, "value">,
  content: Uint8Array,
  password: Password,
  budget: IterationBudget,
): Promise<Uint8Array> {
  const key =
    pbmac1KeyLength === undefined
      ? await deriveWithPkcs12(derivation, password, purpose.mac, macLength(hash), budget)
      : await deriveWithPbkdf2(derivation, password, pbmac1KeyLength, budget);
  return createHmac(hash, key).update(content).digest();
}

/** The key is as long as the hash (RFC 7292 appendix B.4). */
function macLength(hash: string): number {
  return createHmac(hash, "").digest().length;
}
