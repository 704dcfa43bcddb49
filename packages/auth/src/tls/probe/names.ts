import { CertificateError, parseCertificate } from "@countersign/crypto-core";

// DER of what a certificate needs besides its subject: the least that is well formed.
const serialNumber = Buffer.of(2, 1, 0);
const anyAlgorithm = sequence(Buffer.of(6, 1, 42));
const bitString = Buffer.of(3, 1, 0);
const time = Buffer.concat([Buffer.of(23, 13), Buffer.from("700101000000Z")]);

/**
 * A name in DER as the subjects and issuers of certificates are written, so that they can be compared; one that
 * cannot be read in hex, as RFC 4514 writes values that it cannot show. Names are read in certificates only, so
 * it is put into one.
 */
export function formatDerName(name: Uint8Array): string {
  const content = sequence(
    serialNumber,
    anyAlgorithm,
    sequence(),
    sequence(time, time),
    name,
    sequence(anyAlgorithm, bitString),
  );
  try {
    return parseCertificate(sequence(content, anyAlgorithm, bitString)).subject;
  } catch (error) {
    if (error instanceof CertificateError) return `#${Buffer.from(name).toString("hex")}`;
    throw error;
  }
}

function sequence(...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts);
  const { length } = content;
  // The length of a length, and its own: an authority's name is far shorter than 64 KiB.
  const prefix =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(0x30, ...prefix), content]);
}
