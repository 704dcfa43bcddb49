import { fieldValue, fieldValues, type HttpMessage } from "../cavage/http-message.js";
import type { SignatureParameters } from "../cavage/signature-parameters.js";

/** One line of a signature base. */
export interface CoveredLine {
  readonly name: string;
  readonly value: string;
}

/** A name that the signature covers, with its value where the message has one. */
export interface CoveredName {
  readonly name: string;
  readonly value: string | undefined;
}

/** Header fields one by one, their names as they were sent. */
export function fieldEntries({ headers }: HttpMessage): (readonly [string, string])[] {
  if (Symbol.iterator in headers) return [...(headers as Iterable<readonly [string, string]>)];
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((each: string) => [name, each] as const),
  );
}

/**
 * What the covered names stand for. Unlike the signature base this takes everything as it is, a repeated header or
 * an absolute URL too: what is wrong with the message must not hide what is wrong with the signature.
 */
export function coveredNames(
  message: HttpMessage,
  names: readonly string[],
  parameters: Pick<SignatureParameters, "created" | "expires">,
): CoveredName[] {
  return names.map((name) => ({ name, value: coveredValue(message, name, parameters) }));
}

/** The text that is signed: a line for each name, LF between them. */
export function renderBase(lines: readonly CoveredLine[], separator = "\n"): string {
  return lines.map(({ name, value }) => `${name}: ${value}`).join(separator);
}

/** The lines with another value in the one of this name. */
export function replaceValue(lines: readonly CoveredLine[], name: string, value: string): CoveredLine[] {
  return lines.map((line) => (line.name === name ? { name, value } : line));
}

/** Whether every name has its value. */
export function isComplete(names: readonly CoveredName[]): names is CoveredLine[] {
  return names.every(({ value }) => value !== undefined);
}

/** The one value of a field, or all of them joined where one was expected. */
export function lenientValue(message: HttpMessage, name: string): string | undefined {
  try {
    return fieldValue(message.headers, name);
  } catch {
    return fieldValues(message.headers, name).join(", ");
  }
}

function coveredValue(
  message: HttpMessage,
  name: string,
  { created, expires }: Pick<SignatureParameters, "created" | "expires">,
): string | undefined {
  if (name === "(created)") return created?.toString();
  if (name === "(expires)") return expires?.toString();
  if (name !== "(request-target)") return lenientValue(message, name);
  const { method, target } = message;
  return method && target ? `${method.toLowerCase()} ${target}` : undefined;
}
