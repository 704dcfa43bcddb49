import { CertificateError, formatDistinguishedName } from "@countersign/crypto-core";

/** A name as certificates have it; one that cannot be read in hex, as RFC 4514 writes values that it cannot show. */
export function formatDerName(name: Uint8Array): string {
  try {
    return formatDistinguishedName(name);
  } catch (error) {
    if (error instanceof CertificateError) return `#${Buffer.from(name).toString("hex")}`;
    throw error;
  }
}
