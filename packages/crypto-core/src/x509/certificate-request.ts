import { DerError } from "../asn1/der-error.js";
import { type DerValue, fieldsOf, onlyChild } from "../asn1/der-reader.js";
import { readOid, readUnsigned } from "../asn1/der-values.js";
import {
  contextConstructed,
  objectIdentifier,
  sequence,
  setOf,
  unsignedInteger,
} from "../asn1/der-writer.js";
import { oid } from "../asn1/oids.js";
import { encodePem } from "../asn1/pem.js";
import { tags } from "../asn1/tags.js";
import { CertificateError } from "../errors.js";
import type { Signer } from "../keys/signer.js";
import { type CertificateExtension, decodeExtensions, encodeExtensions } from "./extensions.js";
import { type KnownExtensions, readKnownExtensions } from "./known-extensions.js";
import { subjectAltNameExtension } from "./make-extensions.js";
import { formatName } from "./name.js";
import { decodeName, encodeSubject, type SubjectInput } from "./name-der.js";
import { readPublicKey } from "./public-key.js";
import { parseWanted, readInput, type Wanted } from "./read-input.js";
import { isSignedBy, readSigned, requirePublicKey, signContent } from "./signed.js";

/** What {@link createCertificateRequest} puts into a request. */
export interface CertificateRequestOptions {
  /** Signs the request, which proves that the key is at hand; its `publicKey` is what gets certified. */
  readonly signer: Signer;
  /** `"CN=example,O=Example,C=GB"` as RFC 4514 has it, or attributes in the order of the encoding. */
  readonly subject: SubjectInput;
  /** `DNS:example.com`, `IP:192.0.2.1`, `email:a@example.com`, `URI:https://example.com/`. None by default. */
  readonly subjectAltNames?: readonly string[];
  /** Others that the issuer is asked for, such as `keyUsageExtension([...])`. None by default. */
  readonly extensions?: readonly CertificateExtension[];
  /** Handed to the signer. */
  readonly signal?: AbortSignal;
}

/** What a certificate request says; its signature, that of the key in it, has been checked. */
export interface CertificateRequest extends KnownExtensions {
  /** The whole request. */
  readonly der: Uint8Array;
  /** The same as one CERTIFICATE REQUEST block. */
  readonly pem: string;
  /** As RFC 4514 writes it, the most specific element first. */
  readonly subject: string;
  /** SubjectPublicKeyInfo in DER. */
  readonly publicKey: Uint8Array;
  /** "RSA", "EC", "Ed25519", …; the object identifier where it is not known here. */
  readonly keyAlgorithm: string;
  /** In bits; of RSA keys only. */
  readonly modulusLength?: number;
  /** As openssl calls it, `sha256WithRSAEncryption`; the object identifier where it is not known here. */
  readonly signatureAlgorithm: string;
  /** Those that the issuer is asked for, the unknown ones included. */
  readonly extensions: readonly CertificateExtension[];
}

const request: Wanted = {
  what: "a certificate request (CSR)",
  labels: ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"],
};

/**
 * Makes a certificate request (PKCS#10), in PEM. The private key is not needed, only a signer: it may be one that
 * never leaves its HSM.
 *
 * @throws TypeError where the signer has no `publicKey`.
 * @throws {@link CertificateError} with `ERR_CERTIFICATE_SUBJECT` where a name is refused, and
 * `ERR_CERTIFICATE_NO_MATCH` where the signer signs with another key than its `publicKey`.
 * @example
 * const pem = await createCertificateRequest({ signer, subject: "CN=example,O=Example,C=GB" });
 * @see RFC 2986 section 4
 */
export async function createCertificateRequest(options: CertificateRequestOptions): Promise<string> {
  const { signer, subject, subjectAltNames, extensions = [], signal } = options;
  requirePublicKey(signer);
  const wanted = [...(subjectAltNames ? [subjectAltNameExtension(subjectAltNames)] : []), ...extensions];
  const attributes = wanted.length === 0 ? [] : [extensionRequest(wanted)];
  const content = sequence(
    unsignedInteger(0),
    encodeSubject(subject),
    signer.publicKey,
    // [0] IMPLICIT SET OF Attribute: there even where it is empty.
    contextConstructed(0, ...attributes),
  );
  return encodePem("CERTIFICATE REQUEST", await signContent(content, signer, signal));
}

/**
 * Reads a certificate request from PEM or DER, and checks its signature.
 *
 * @throws {@link CertificateError} with `ERR_CERTIFICATE_UNREADABLE` and a sentence that says what was found, or
 * `ERR_CERTIFICATE_NO_MATCH` where the signature is not one by the key in the request.
 * @see RFC 2986 section 4
 */
export function parseCertificateRequest(data: string | Uint8Array): CertificateRequest {
  const [der] = readInput(data, request);
  return parseWanted(der, request, readRequest);
}

function readRequest(value: DerValue): CertificateRequest {
  const signed = readSigned(value, "request");
  const fields = fieldsOf(signed.content, tags.sequence, "request");
  const version = readUnsigned(fields.take(), "version");
  if (version !== 0) throw new DerError(`version ${version + 1}`);
  const subject = decodeName(fields.take());
  const publicKey = fields.take();
  const { keyAlgorithm, modulusLength } = readPublicKey(publicKey);
  const extensions = readAttributes(fields.takeOptional(tags.contextConstructed));
  fields.end();
  if (!isSignedBy(signed, publicKey.bytes)) {
    throw new CertificateError(
      "ERR_CERTIFICATE_NO_MATCH",
      "The request's signature is not one by the key that it asks a certificate for.",
    );
  }
  return {
    der: value.bytes,
    pem: encodePem("CERTIFICATE REQUEST", value.bytes),
    subject: formatName(subject),
    publicKey: publicKey.bytes.slice(),
    keyAlgorithm,
    ...(modulusLength !== undefined && { modulusLength }),
    signatureAlgorithm: signed.algorithm.name,
    ...readKnownExtensions(extensions),
    extensions,
  };
}

/** Attribute ::= SEQUENCE { type, SET OF value }, RFC 2985 section 5.4.2. */
function extensionRequest(extensions: readonly CertificateExtension[]): Uint8Array {
  return sequence(objectIdentifier(oid.extensionRequest), setOf(encodeExtensions(extensions)));
}

/** The extensions asked for; other attributes (a challenge password) say nothing about the certificate. */
function readAttributes(attributes: DerValue | undefined): CertificateExtension[] {
  for (const attribute of attributes?.children ?? []) {
    const fields = fieldsOf(attribute, tags.sequence, "attribute");
    if (readOid(fields.take(), "attribute") !== oid.extensionRequest) continue;
    const values = fields.take(tags.set);
    fields.end();
    return decodeExtensions(onlyChild(values, "extension request"));
  }
  return [];
}
