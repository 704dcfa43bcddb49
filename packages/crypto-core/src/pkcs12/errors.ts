import { CertificateError } from "../errors.js";

export function unreadable(problem: string, cause?: unknown): CertificateError {
  return new CertificateError("ERR_PKCS12_UNREADABLE", `Cannot be read as a PKCS#12 file: ${problem}.`, {
    cause,
  });
}

export function unsupported(what: string): CertificateError {
  return new CertificateError(
    "ERR_PKCS12_UNSUPPORTED",
    `The PKCS#12 file has ${what}, which is not supported.`,
  );
}

/** Says no more than that: what exactly failed would help only those who guess. */
export function wrongPassword(): CertificateError {
  return new CertificateError(
    "ERR_PKCS12_PASSWORD",
    "The password does not open the PKCS#12 file, or the file was altered.",
  );
}
