import { contextConstructed, sequence, time, unsignedInteger } from "../../src/asn1/der-writer.js";
import { type Certificate, parseCertificate } from "../../src/x509/certificate.js";
import { encodeExtensions } from "../../src/x509/extensions.js";
import { basicConstraintsExtension } from "../../src/x509/make-extensions.js";
import { encodeSubject } from "../../src/x509/name-der.js";
import { sha256WithRsa, signContent } from "../../src/x509/signed.js";
import type { NodeSigner } from "./node-signer.js";

/** Issues a certificate for another key, which the package itself never does. */
export async function issueCertificate(options: {
  issuer: NodeSigner;
  issuerName: string;
  subject: string;
  publicKey: Uint8Array;
  isAuthority?: boolean;
  notAfter?: Date;
}): Promise<Certificate> {
  const { issuer, issuerName, subject, publicKey, isAuthority = false } = options;
  const content = sequence(
    contextConstructed(0, unsignedInteger(2)),
    unsignedInteger(1),
    sha256WithRsa,
    encodeSubject(issuerName),
    sequence(time(new Date("2025-01-01")), time(options.notAfter ?? new Date("2035-01-01"))),
    encodeSubject(subject),
    publicKey,
    contextConstructed(
      3,
      encodeExtensions([basicConstraintsExtension({ certificateAuthority: isAuthority })]),
    ),
  );
  return parseCertificate(await signContent(content, issuer, undefined));
}
