import { X509Certificate } from "node:crypto";
import { quoted, Refusal } from "../wire/refusal.js";
import { rsaVerifies } from "../wire/rsa.js";
import type { SignatureParameters } from "./signature-header.js";
import * as rules from "./signature-rules.js";
import type { KeptCertificate } from "./state.js";

/** Gives the value that goes into the signing string for a lower-cased name. */
export type FieldLookup = (name: string) => string | undefined;

/** The string that a signature covers: `name: value` lines in the order of the list, none ended by a line feed. */
export function signingString(headers: readonly string[], fieldOf: FieldLookup): string {
  const lines = headers.map((name) => {
    const value = fieldOf(name);
    if (value === undefined) {
      throw new Refusal(
        rules.signatureField,
        `The headers parameter lists ${quoted(name)}, which was not sent.`,
      );
    }
    return `${name}: ${value}`;
  });
  return lines.join("\n");
}

/** Refuses unless every name of one of the alternatives is listed. */
export function requireCoverage(
  headers: readonly string[],
  alternatives: readonly (readonly string[])[],
): void {
  const isEnough = alternatives.some((names) => names.every((name) => headers.includes(name)));
  if (isEnough) return;
  const wanted = alternatives.map((names) => names.join(" ")).join(", or ");
  throw new Refusal(
    rules.signatureCoverage,
    `Expected the headers parameter to list ${wanted}; got ${headers.join(" ")}.`,
  );
}

/** Whose certificates a signature may be by. */
export interface CertificateOwner {
  readonly certificates: readonly KeptCertificate[];
}

/** Checks a signature with the certificate of the owner that `keyId` names. */
export function verifySignature(
  parameters: SignatureParameters,
  fieldOf: FieldLookup,
  owner: CertificateOwner,
  now: Date,
): void {
  const certificate = findCertificate(parameters.keyId, owner, now);
  const signed = signingString(parameters.headers, fieldOf);
  const shown = signingString(parameters.headers, (name) =>
    name === "authorization" ? "***" : fieldOf(name),
  );
  // Header values come from node as latin1: back to the very bytes that were sent.
  if (rsaVerifies(Buffer.from(signed, "latin1"), parameters.signature, certificate.publicKey)) return;
  throw new Refusal(
    rules.signatureInvalid,
    `Expected RSA PKCS#1 v1.5 with SHA-256 by the key of keyId over: ${shown.replaceAll("\n", "\\n")}`,
  );
}

function findCertificate(keyId: string, { certificates }: CertificateOwner, now: Date): X509Certificate {
  const thumbprint = keyId.toUpperCase();
  const kept = certificates.find((each) => each.thumbprint === thumbprint);
  if (kept === undefined) {
    const uploaded = certificates.map((each) => each.thumbprint).join(", ") || "none";
    throw new Refusal(
      rules.signatureKey,
      `Expected the SHA-1 thumbprint of an uploaded certificate (${uploaded}), got ${quoted(keyId)}.`,
    );
  }
  const certificate = new X509Certificate(kept.certificate);
  if (now.getTime() > Date.parse(certificate.validTo) || now.getTime() < Date.parse(certificate.validFrom)) {
    throw new Refusal(
      rules.signatureCertificate,
      `The certificate ${thumbprint} is valid from ${certificate.validFrom} to ${certificate.validTo} only.`,
    );
  }
  return certificate;
}
