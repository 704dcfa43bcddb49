import { createHash } from "node:crypto";
import type { SignatureCause } from "./explanation.js";
import { isSignedOver, type RecoveredBlock, toBytes } from "./recover-block.js";

/** Mistakes of the RSA operation that the opened signature shows, whatever it was made over. */
const formMistakes: readonly (SignatureCause & { fits(block: RecoveredBlock): boolean })[] = [
  {
    code: "pss-padding",
    message: "The signature is RSASSA-PSS; what is verified here is RSASSA-PKCS1-v1_5.",
    fix: "Sign with PKCS#1 v1.5 padding: SHA256withRSA in Java, RSASignaturePadding.Pkcs1 in .NET, RSA_PKCS1_PADDING in Node, PKCS1v15 in Python.",
    fits: ({ kind }) => kind === "pss",
  },
  {
    code: "sha-1",
    message: "The signature was made with SHA-1; what is verified here is SHA-256.",
    fix: "Name the hash when signing: SHA256withRSA in Java, OPENSSL_ALGO_SHA256 in PHP, whose default is SHA-1.",
    fits: (block) => block.kind === "digest-info" && block.hash === "SHA-1",
  },
  {
    code: "other-hash",
    message: "The signature was made with another hash than SHA-256, such as SHA-512, SHA-384 or MD5.",
    fix: "Sign with SHA-256.",
    fits: (block) => block.kind === "digest-info" && block.hash !== "SHA-256" && block.hash !== "SHA-1",
  },
  {
    code: "no-digest-info",
    message:
      "The signature holds the hash in a DigestInfo without the NULL that belongs into it, which verifiers refuse.",
    fix: "Put 3031300d060960864801650304020105000420 (hex) before the 32 bytes of the hash, or let the library hash and sign in one step.",
    fits: (block) => block.kind === "digest-info" && !block.exact,
  },
  {
    code: "no-digest-info",
    message:
      "The signature holds a bare hash, or other bytes, without the DigestInfo that says which hash it is.",
    fix: "Sign the message with a function that hashes it; or, where only hashes can be signed, put 3031300d060960864801650304020105000420 (hex) before the 32 bytes of the SHA-256 hash.",
    fits: ({ kind }) => kind === "bare",
  },
];

/** Mistakes of hashing: what went into the signature in the place of the bytes themselves. */
const hashMistakes: readonly (SignatureCause & { signed(bytes: Uint8Array): readonly Uint8Array[] })[] = [
  {
    code: "double-hash",
    message: "The bytes were hashed twice: the signature is over their SHA-256 hash, which was hashed again.",
    fix: "Give the signing function the bytes themselves, as it hashes them; or use one that signs a hash as it is.",
    signed: (bytes) => [hash(bytes)],
  },
  {
    code: "hex-digest-signed",
    message:
      "The signature is over the text of the SHA-256 hash, in hex or base64, in the place of the bytes themselves.",
    fix: "Give the signing function the bytes themselves; it hashes them.",
    signed: (bytes) => {
      const hex = hash(bytes).toString("hex");
      const texts = [hex, hex.toUpperCase(), hash(bytes).toString("base64"), `${hex}\n`];
      return texts.map((text) => Buffer.from(text));
    },
  },
];

/** The mistake in how RSA was used; certain, so that it can be told before anything is known of the string. */
export function findFormMistake(block: RecoveredBlock): SignatureCause | undefined {
  return withoutTest(formMistakes.find(({ fits }) => fits(block)));
}

/** The mistake in how these bytes were hashed before they were signed. */
export function findHashMistake(
  block: RecoveredBlock,
  bytes: string | Uint8Array,
): SignatureCause | undefined {
  return withoutTest(
    hashMistakes.find(({ signed }) => signed(toBytes(bytes)).some((other) => isSignedOver(block, other))),
  );
}

function withoutTest(mistake: SignatureCause | undefined): SignatureCause | undefined {
  return mistake && { code: mistake.code, message: mistake.message, fix: mistake.fix };
}

function hash(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}
