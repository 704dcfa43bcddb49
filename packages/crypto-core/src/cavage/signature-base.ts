import { SignatureError } from "../errors.js";
import { type FieldReader, type HttpMessage, readFields } from "./http-message.js";
import type { SignatureParameters } from "./signature-parameters.js";

/**
 * The string that is signed: a line for each name, `name: value`, joined by LF with none at the end. Sign its
 * Latin-1 bytes ({@link signatureBaseBytes}): a header value has one byte per character on the wire.
 *
 * @param headers names in the order of signing: header names and `(request-target)`, `(created)`, `(expires)`.
 * @param parameters what `(created)` and `(expires)` stand for, and the algorithm, which may forbid them.
 * @throws {@link SignatureError} `ERR_SIGNATURE_HEADER_MISSING`, `ERR_SIGNATURE_HEADER_VALUE`,
 * `ERR_SIGNATURE_HEADER_REPEATED`, `ERR_SIGNATURE_PARAMETER`.
 *
 * @example
 * ```ts
 * createSignatureBase({ method: "GET", target: "/foo", headers: { host: "example.org" } }, [
 *   "(request-target)",
 *   "host",
 * ]); // "(request-target): get /foo\nhost: example.org"
 * ```
 * @see draft-cavage-http-signatures-12 section 2.3
 */
export function createSignatureBase(
  message: HttpMessage,
  headers: readonly string[],
  parameters: Pick<SignatureParameters, "algorithm" | "created" | "expires"> = {},
): string {
  if (headers.length === 0) throw new TypeError("headers must name at least one thing to sign");
  const readField = readFields(message.headers);
  let base = "";
  for (const name of headers) {
    const lower = name.toLowerCase();
    base += `${base === "" ? "" : "\n"}${lower}: ${coveredValue(message, readField, lower, parameters)}`;
  }
  return base;
}

/** The bytes of a signature base. */
export function signatureBaseBytes(base: string): Uint8Array {
  return Buffer.from(base, "latin1");
}

function coveredValue(
  message: HttpMessage,
  readField: FieldReader,
  name: string,
  parameters: Pick<SignatureParameters, "algorithm" | "created" | "expires">,
): string {
  if (name === "(request-target)") return requestTarget(message);
  if (name === "(created)" || name === "(expires)") {
    return time(name.slice(1, -1) as "created" | "expires", parameters);
  }
  const value = readField(name);
  if (value === undefined) {
    throw new SignatureError(
      "ERR_SIGNATURE_HEADER_MISSING",
      `The signature covers ${name}, but the message has no such header.`,
    );
  }
  if (!/^[\t \x21-\x7e\x80-\xff]*$/.test(value)) {
    throw new SignatureError(
      "ERR_SIGNATURE_HEADER_VALUE",
      `The value of ${name} has a line break or another character that no header can carry.`,
    );
  }
  return value;
}

function requestTarget({ method, target }: HttpMessage): string {
  if (!method || !target) {
    throw new SignatureError(
      "ERR_SIGNATURE_HEADER_MISSING",
      "The signature covers (request-target), but the message has no method and target: is it a response?",
    );
  }
  if (!/^(?:\/[\x21-\x7e]*|\*)$/.test(target)) {
    throw new SignatureError(
      "ERR_SIGNATURE_HEADER_VALUE",
      "The request target must be path and query as on the request line, starting with a slash: no scheme, no host, nothing unescaped.",
    );
  }
  return `${method.toLowerCase()} ${target}`;
}

function time(
  name: "created" | "expires",
  parameters: Pick<SignatureParameters, "algorithm" | "created" | "expires">,
): string {
  if (/^(?:rsa|hmac|ecdsa|SHA256withRSA$)/i.test(parameters.algorithm ?? "")) {
    throw new SignatureError(
      "ERR_SIGNATURE_PARAMETER",
      `(${name}) cannot be covered with the algorithm ${parameters.algorithm}.`,
    );
  }
  const value = parameters[name];
  if (value === undefined) {
    throw new SignatureError("ERR_SIGNATURE_PARAMETER", `(${name}) is covered, but the parameter is absent.`);
  }
  return String(value);
}
