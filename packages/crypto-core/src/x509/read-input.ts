import { DerError } from "../asn1/der-error.js";
import { type DerValue, parseDer } from "../asn1/der-reader.js";
import { decodePem } from "../asn1/pem.js";
import { CertificateError } from "../errors.js";
import { asText, describeInput } from "./describe-input.js";

/** What is looked for in a file: how an error calls it, and which PEM labels it has. */
export interface Wanted {
  readonly what: string;
  readonly labels: readonly string[];
}

/**
 * The DER of everything wanted in a PEM file, or the bytes themselves where they are not text. They are copies:
 * what is read from them stays as it is when the caller reuses the buffer.
 *
 * @throws {@link CertificateError} with `ERR_CERTIFICATE_UNREADABLE` where a PEM file has none.
 */
export function readInput(data: string | Uint8Array, wanted: Wanted): readonly [Uint8Array, ...Uint8Array[]] {
  const text = typeof data === "string" ? data : asText(data);
  if (text === undefined) return [Uint8Array.from(data as Uint8Array)];
  const blocks = decodePem(text).filter(({ label }) => wanted.labels.includes(label));
  const [first, ...others] = blocks.map(({ bytes }) => bytes);
  if (first === undefined) throw unreadable(wanted.what, `it is ${describeInput(data)}`);
  return [first, ...others];
}

/** Reads DER with a parser whose every complaint becomes an error that says what the bytes are instead. */
export function parseWanted<T>(der: Uint8Array, { what }: Wanted, parser: (value: DerValue) => T): T {
  try {
    return parser(parseDer(der));
  } catch (cause) {
    if (!(cause instanceof DerError)) throw cause;
    const found = describeInput(der);
    throw unreadable(what, found === what ? `it is damaged: ${cause.message}` : `it is ${found}`, cause);
  }
}

function unreadable(what: string, problem: string, cause?: unknown): CertificateError {
  return new CertificateError("ERR_CERTIFICATE_UNREADABLE", `Cannot be read as ${what}: ${problem}.`, {
    cause,
  });
}
