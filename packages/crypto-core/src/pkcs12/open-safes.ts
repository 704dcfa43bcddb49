import { parseBer } from "../asn1/ber.js";
import { DerError } from "../asn1/der-error.js";
import { type DerValue, elementsOf, fieldsOf } from "../asn1/der-reader.js";
import { readOctetString, readUnsigned } from "../asn1/der-values.js";
import { oid } from "../asn1/oids.js";
import { tags } from "../asn1/tags.js";
import { type Bag, readBags } from "./bags.js";
import { decrypt, type Encryption, readEncryption } from "./encryption.js";
import { unsupported } from "./errors.js";
import type { IterationBudget } from "./iteration-budget.js";
import type { Password } from "./password.js";
import { readContentInfo } from "./pfx.js";

/** Everything in a file, decrypted. */
export interface OpenedSafes {
  /** Their kinds are keyBag, certBag and others; a shroudedKeyBag is a keyBag now. */
  readonly bags: readonly Bag[];
  /** What is weak about the way in which it was encrypted. */
  readonly weaknesses: readonly string[];
}

/** Decrypts every part of an AuthenticatedSafe (RFC 7292 section 4.1). */
export async function openSafes(
  authenticatedSafe: Uint8Array,
  password: Password,
  budget: IterationBudget,
): Promise<OpenedSafes> {
  const weaknesses = new Set<string>();
  const open = (what: string, encryption: Encryption, ciphertext: Uint8Array): Promise<DerValue> => {
    const { name, weakness } = encryption.cipher;
    if (weakness !== undefined) weaknesses.add(`${what} encrypted with ${name}: ${weakness}`);
    return decrypt(encryption, ciphertext, password, budget);
  };

  const bags: Bag[] = [];
  for (const safe of elementsOf(parseBer(authenticatedSafe), tags.sequence, "AuthenticatedSafe")) {
    for (const bag of readBags(await openSafe(safe, open))) {
      bags.push(bag.kind === oid.shroudedKeyBag ? await openKey(bag, open) : bag);
    }
  }
  return { bags, weaknesses: [...weaknesses] };
}

type Open = (what: string, encryption: Encryption, ciphertext: Uint8Array) => Promise<DerValue>;

/** The SafeContents of one part, which is encrypted with the password or not at all. */
async function openSafe(safe: DerValue, open: Open): Promise<DerValue> {
  const { type, content } = readContentInfo(safe);
  if (type === oid.data) return parseBer(readOctetString(content, "SafeContents"));
  if (type === oid.envelopedData) throw unsupported("a part that is encrypted for a public key");
  if (type !== oid.encryptedData) throw unsupported(`a part of type ${type}`);
  const encryptedData = fieldsOf(content, tags.sequence, "EncryptedData");
  readUnsigned(encryptedData.take(), "EncryptedData version");
  const info = fieldsOf(encryptedData.take(), tags.sequence, "EncryptedContentInfo");
  info.take(tags.objectIdentifier);
  const encryption = readEncryption(info.take());
  const ciphertext = readImplicitOctets(info.take());
  info.end();
  return open("the certificates are", encryption, ciphertext);
}

/** EncryptedPrivateKeyInfo (RFC 5958 section 3). */
async function openKey(bag: Bag, open: Open): Promise<Bag> {
  const fields = fieldsOf(bag.value, tags.sequence, "encrypted key");
  const encryption = readEncryption(fields.take());
  const ciphertext = readOctetString(fields.take(), "encrypted key");
  fields.end();
  return { ...bag, kind: oid.keyBag, value: await open("the private key is", encryption, ciphertext) };
}

/** [0] IMPLICIT OCTET STRING, in one piece or, in BER, several: behind its tag, that does not show as one. */
function readImplicitOctets({ tag, content, children }: DerValue): Uint8Array {
  if (tag === tags.contextPrimitive) return content;
  if (tag !== tags.contextConstructed) throw new DerError("EncryptedContentInfo: no content");
  return Buffer.concat(children.map((piece) => readOctetString(piece, "encrypted content")));
}
