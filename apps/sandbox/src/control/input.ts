import { X509Certificate } from "node:crypto";
import type { Context } from "hono";
import { badRequest } from "./errors.js";

/**
 * Reads the members of a JSON body one by one. A member that nobody reads is refused: it is a misspelt one, which
 * would otherwise be silently without effect.
 */
export class Input {
  readonly #members: Record<string, unknown>;
  readonly #unread: Set<string>;

  private constructor(members: Record<string, unknown>) {
    this.#members = members;
    this.#unread = new Set(Object.keys(members));
  }

  static async read<T>(context: Context, pick: (input: Input) => T): Promise<T> {
    // Also what keeps a web page from posting here: a browser asks first before it sends this type.
    if (!/^application\/json\b/i.test(context.req.header("content-type") ?? "")) {
      throw badRequest("Send the body as Content-Type: application/json.");
    }
    const value: unknown = await context.req.json().catch(() => undefined);
    return Input.#pick(value, "The body", pick);
  }

  static #pick<T>(value: unknown, what: string, pick: (input: Input) => T): T {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw badRequest(`${what} is not a JSON object.`);
    }
    const input = new Input(value as Record<string, unknown>);
    const picked = pick(input);
    const [unknown] = input.#unread;
    if (unknown !== undefined) throw badRequest(`The member "${unknown}" is not known here.`);
    return picked;
  }

  value(name: string): unknown {
    this.#unread.delete(name);
    return Object.hasOwn(this.#members, name) ? this.#members[name] : undefined;
  }

  string(name: string, maxLength = 10_000): string {
    const value = this.value(name);
    if (typeof value === "string" && value !== "" && value.length <= maxLength) return value;
    throw badRequest(`The member "${name}" has to be a string of 1 to ${maxLength} characters.`);
  }

  optionalString(name: string, maxLength = 10_000): string | undefined {
    return this.value(name) === undefined ? undefined : this.string(name, maxLength);
  }

  /** A string that becomes part of an id or a name on the wire. */
  identifier(name: string): string {
    const value = this.string(name, 64);
    if (/^[\w.-]+$/.test(value)) return value;
    throw badRequest(`The member "${name}" may have letters, digits and . _ - only.`);
  }

  optionalIdentifier(name: string): string | undefined {
    return this.value(name) === undefined ? undefined : this.identifier(name);
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T {
    const value = this.value(name);
    const known = values.find((each) => each === value);
    if (known !== undefined) return known;
    throw badRequest(`The member "${name}" has to be one of: ${values.join(", ")}.`);
  }

  optionalOneOf<T extends string>(name: string, values: readonly T[]): T | undefined {
    return this.value(name) === undefined ? undefined : this.oneOf(name, values);
  }

  someOf<T extends string>(name: string, values: readonly T[]): T[] {
    const value = this.value(name);
    const chosen = Array.isArray(value) ? values.filter((each) => value.includes(each)) : [];
    if (Array.isArray(value) && value.length > 0 && chosen.length === value.length) return chosen;
    throw badRequest(
      `The member "${name}" has to be an array of different values from: ${values.join(", ")}.`,
    );
  }

  optionalNumber(name: string, min: number, max: number): number | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (typeof value === "number" && value >= min && value <= max) return value;
    throw badRequest(`The member "${name}" has to be a number from ${min} to ${max}.`);
  }

  number(name: string, min: number, max: number): number {
    const value = this.optionalNumber(name, min, max);
    if (value !== undefined) return value;
    throw badRequest(`The member "${name}" has to be a number from ${min} to ${max}.`);
  }

  optionalInteger(name: string, min: number, max: number): number | undefined {
    const value = this.optionalNumber(name, min, max);
    if (value === undefined || Number.isInteger(value)) return value;
    throw badRequest(`The member "${name}" has to be a whole number.`);
  }

  optionalBoolean(name: string): boolean | undefined {
    const value = this.value(name);
    if (value === undefined || typeof value === "boolean") return value;
    throw badRequest(`The member "${name}" has to be true or false.`);
  }

  optionalObject<T>(name: string, pick: (input: Input) => T): T | undefined {
    const value = this.value(name);
    return value === undefined ? undefined : Input.#pick(value, `The member "${name}"`, pick);
  }

  optionalDate(name: string): Date | undefined {
    const value = this.optionalString(name, 40);
    if (value === undefined) return undefined;
    const isIso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(Z|[+-]\d{2}:\d{2})$/.test(value);
    if (isIso && !Number.isNaN(Date.parse(value))) return new Date(value);
    throw badRequest(`The member "${name}" has to be a time like 2030-01-31T12:00:00Z.`);
  }
}

/** The certificate authority of a receiver, for deliveries. */
export function optionalCa(input: Input): string | undefined {
  const ca = input.optionalString("ca", 100_000);
  if (ca === undefined || isCertificate(ca)) return ca;
  throw badRequest('The member "ca" has to be one or more certificates in PEM.');
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

/** A signal that is aborted after `?wait=SECONDS` (at once without it), or when the sandbox stops. */
export function waitSignal(context: Context, stopping: AbortSignal): AbortSignal {
  const seconds = waitSeconds(context);
  if (seconds === 0) return AbortSignal.abort();
  return AbortSignal.any([stopping, AbortSignal.timeout(Math.round(seconds * 1000))]);
}

/** 0 where the query says nothing of it. */
export function waitSeconds(context: Context): number {
  const text = context.req.query("wait") ?? "0";
  const seconds = /^\d{1,2}(?:\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  if (!(seconds <= 30)) throw badRequest("wait has to be a number of seconds from 0 to 30.");
  return seconds;
}
