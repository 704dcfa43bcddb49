import { oid } from "../asn1/oids.js";

/** What a key may be used for, in the order of its bits (RFC 5280 section 4.2.1.3). */
export const keyUsages = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
  "encipherOnly",
  "decipherOnly",
] as const;

/** A name of RFC 5280 section 4.2.1.3, such as `digitalSignature`. */
export type KeyUsage = (typeof keyUsages)[number];

/** RFC 5280 section 4.2.1.12. */
export const extendedKeyUsages: Readonly<Record<string, string>> = {
  serverAuth: oid.serverAuth,
  clientAuth: oid.clientAuth,
  codeSigning: oid.codeSigning,
  emailProtection: oid.emailProtection,
  timeStamping: oid.timeStamping,
  OCSPSigning: oid.ocspSigning,
  anyExtendedKeyUsage: oid.anyExtendedKeyUsage,
};
