import { CertificateError } from "../errors.js";

/** What opens a file: a text, or nothing at all, which PKCS#12 tells apart from an empty text. */
export type Password = string | undefined;

/**
 * An empty password means two things to those who write PKCS#12 files: an empty string with its terminator, or no
 * string. Nothing in the file says which, so both have to be tried.
 */
export function passwordCandidates(password: string): readonly Password[] {
  return password === "" ? ["", undefined] : [password];
}

/** What PKCS#12's own key derivation takes: UTF-16, big-endian, two zero bytes at the end (RFC 7292 appendix B.1). */
export function toBmpPassword(password: Password): Uint8Array {
  return password === undefined ? new Uint8Array() : Buffer.from(`${password}\0`, "utf16le").swap16();
}

/** What PBKDF2 takes. */
export function toUtf8Password(password: Password): Uint8Array {
  return Buffer.from(password ?? "", "utf8");
}

/**
 * Refuses passwords for new files that some reader would not take.
 *
 * @throws {@link CertificateError} with `ERR_PKCS12_PASSWORD`.
 */
export function checkNewPassword(password: string): void {
  if (password === "") throw refused("it is empty, and protects nothing");
  if (!/^[\x20-\x7e]*$/.test(password)) {
    throw refused("it has characters outside of printable ASCII, with which Java cannot open the file");
  }
}

function refused(problem: string): CertificateError {
  return new CertificateError(
    "ERR_PKCS12_PASSWORD",
    `The password for the new PKCS#12 file is refused: ${problem}.`,
  );
}
