/** One block of a PEM file (RFC 7468). */
export interface PemBlock {
  /** What stands behind BEGIN: `CERTIFICATE`, `PRIVATE KEY`, `RSA PRIVATE KEY`, … */
  readonly label: string;
  /** The decoded bytes; of a legacy encrypted key, whose headers are not read here, the ciphertext. */
  readonly bytes: Uint8Array;
  /** The block as it stood in the file, delimiters included. */
  readonly text: string;
}

/** Dashes may stand between the delimiters one to four at a time, as in headers; so matching is linear. */
const block = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*(?:-(?!----)[^-]*)*)-----END \1-----/g;

/**
 * Every PEM block of a text, in order; text between the blocks ("Bag Attributes" and the like) is passed over.
 */
export function decodePem(text: string): PemBlock[] {
  return Array.from(text.matchAll(block), ([whole, label = "", body = ""]) => ({
    label,
    bytes: new Uint8Array(Buffer.from(body.replace(/^(?:[\w-]+:.*(?:\r?\n[ \t].*)*\r?\n)+/m, ""), "base64")),
    text: whole,
  }));
}

/** One PEM block with lines of 64 characters and a newline at the end. */
export function encodePem(label: string, bytes: Uint8Array): string {
  const base64 = Buffer.from(bytes).toString("base64");
  return `-----BEGIN ${label}-----\n${base64.replace(/.{1,64}/g, "$&\n")}-----END ${label}-----\n`;
}
