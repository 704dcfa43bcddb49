import { CertificateError, type CertificateRequest, parseCertificateRequest } from "@countersign/crypto-core";
import { CliError } from "../errors.js";
import type { Io } from "../io.js";
import type { Finding, FindingCode } from "./finding.js";

const makeAnother =
  'Make the request again with the key: "countersign csr"; if it was uploaded, upload the new one and generate a token with that.';

/** Reads a certificate request and says what ClearBank, or its portal, would have against it. */
export async function checkRequest(
  file: string,
  io: Io,
): Promise<{ readonly request?: CertificateRequest; readonly findings: readonly Finding[] }> {
  try {
    const bytes = await io.read(file);
    const request = parseCertificateRequest(bytes);
    return { request, findings: [...findForm(file, bytes), ...findWeakness(file, request)] };
  } catch (error) {
    return { findings: [explain(file, error)] };
  }
}

function findForm(file: string, bytes: Uint8Array): Finding[] {
  // 0x30 begins a SEQUENCE, which a request in DER is.
  if (bytes[0] !== 0x30) return [];
  return [
    {
      code: "request-der",
      message: `${file} is in DER, where every published example is in PEM.`,
      remedy: `Put it there in PEM, as this writes it: openssl req -inform DER -in ${file}`,
    },
  ];
}

function findWeakness(file: string, { keyAlgorithm, modulusLength }: CertificateRequest): Finding[] {
  if (modulusLength === undefined) {
    const message = `${file} is for a key of the type ${keyAlgorithm}; ClearBank's signatures are RSA.`;
    return [{ code: "request-key-type", message, remedy: "Make an RSA key and its request." }];
  }
  if (modulusLength >= 2048) return [];
  const message = `${file} is for a key of ${modulusLength} bits; fewer than 2048 are not safe.`;
  return [{ code: "request-key-size", message, remedy: "Make a key of 2048 bits or more, and its request." }];
}

function explain(file: string, error: unknown): Finding {
  const code = codeFor(error);
  if (code === undefined || !(error instanceof Error)) throw error;
  const isNamed = error instanceof CliError;
  return { code, message: isNamed ? error.message : `${file}: ${error.message}`, remedy: makeAnother };
}

function codeFor(error: unknown): FindingCode | undefined {
  if (error instanceof CliError) {
    return error.code === "ERR_FILE_MISSING" ? "request-missing" : "request-unreadable";
  }
  if (!(error instanceof CertificateError)) return undefined;
  return error.code === "ERR_CERTIFICATE_NO_MATCH" ? "request-signature" : "request-unreadable";
}
