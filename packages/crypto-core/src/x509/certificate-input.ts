import { type Certificate, parseCertificates } from "./certificate.js";

/** A certificate that was parsed, or its DER, or PEM with one or several of them. */
export type CertificateInput = Certificate | string | Uint8Array;

/** All certificates of all inputs, in their order. */
export function toCertificates(input: CertificateInput | readonly CertificateInput[]): Certificate[] {
  const inputs: readonly CertificateInput[] = isList(input) ? input : [input];
  return inputs.flatMap((one) => (isParsed(one) ? [one] : parseCertificates(one)));
}

/** Whether it is a certificate that was parsed before. */
export function isParsed(input: CertificateInput): input is Certificate {
  return typeof input !== "string" && !(input instanceof Uint8Array);
}

function isList(input: CertificateInput | readonly CertificateInput[]): input is readonly CertificateInput[] {
  return Array.isArray(input);
}
