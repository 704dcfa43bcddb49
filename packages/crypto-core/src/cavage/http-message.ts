import { SignatureError } from "../errors.js";

/**
 * Header fields of a message: a `Headers`, pairs in the order of the wire, or an object (Node's
 * `headersDistinct`, which unlike `headers` keeps every value of a repeated field). Names in any case.
 */
export type HeaderFields =
  | Iterable<readonly [string, string]>
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** The parts of an HTTP message that a signature can cover. */
export interface HttpMessage {
  /** The method of a request; a response has none. */
  readonly method?: string;
  /** Path and query of a request exactly as on the request line, `/payments?x=1`; a response has none. */
  readonly target?: string;
  /** All of them: which are looked at, the signature decides. */
  readonly headers: HeaderFields;
  /** The bytes of the body as sent or received, empty where there is none. Needed where `digest` is covered. */
  readonly body?: Uint8Array;
}

/** Fields that a message has once; a second one means that somebody in between reads another than we do. */
const singletons = new Set([
  "authorization",
  "content-length",
  "content-type",
  "date",
  "digest",
  "host",
  "signature",
]);

/** Looks up the combined value of a field by its name in lower case. */
export type FieldReader = (name: string) => string | undefined;

/**
 * Prepares the fields for being looked up. A reader gives a field's value as it is signed: without white space
 * around it, the values of a repeated field joined in the order of the wire; undefined where it is absent.
 *
 * @throws {@link SignatureError} `ERR_SIGNATURE_HEADER_REPEATED`, from the reader, where a field is repeated
 * that a message has once.
 */
export function readFields(headers: HeaderFields): FieldReader {
  if (!isIterable(headers) && Object.keys(headers).every((name) => name === name.toLowerCase())) {
    return (name) => (Object.hasOwn(headers, name) ? combine(name, headers[name]) : undefined);
  }
  const fields = new Map<string, string[]>();
  for (const [name, value] of isIterable(headers) ? headers : Object.entries(headers)) {
    const lower = name.toLowerCase();
    const values = fields.get(lower) ?? [];
    fields.set(lower, values.concat(value ?? []));
  }
  return (name) => combine(name, fields.get(name));
}

/** Every value of one field as it came, in the order of the wire. */
export function fieldValues(headers: HeaderFields, name: string): string[] {
  const wanted = name.toLowerCase();
  const entries = isIterable(headers) ? [...headers] : Object.entries(headers);
  return entries.flatMap(([field, value]) => (field.toLowerCase() === wanted ? (value ?? []) : []));
}

/** The combined value of one field; see `readFields`. */
export function fieldValue(headers: HeaderFields, name: string): string | undefined {
  return readFields(headers)(name.toLowerCase());
}

function combine(name: string, value: string | readonly string[] | undefined): string | undefined {
  if (value === undefined || typeof value === "string") return value && trimOws(value);
  if (value.length > 1 && singletons.has(name)) {
    throw new SignatureError(
      "ERR_SIGNATURE_HEADER_REPEATED",
      `The message has ${value.length} ${name} headers; one is allowed.`,
    );
  }
  return value.length === 0 ? undefined : value.map(trimOws).join(", ");
}

/** Optional white space (RFC 7230 section 3.2.3) is blanks and tabs; trim() would take more. */
function trimOws(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && isOws(value.charCodeAt(start))) start += 1;
  while (end > start && isOws(value.charCodeAt(end - 1))) end -= 1;
  return value.slice(start, end);
}

function isOws(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

function isIterable(headers: HeaderFields): headers is Iterable<readonly [string, string]> {
  return Symbol.iterator in headers;
}
