import { DerError, maxDepth } from "./der-error.js";
import { isConstructed, readHeader } from "./der-header.js";

/** One value as it stood in the input, with the values inside it where it is constructed. */
export interface DerValue {
  /** The identifier octet: class, constructed bit and number. */
  readonly tag: number;
  /** The whole value: tag, length and content. A view into the input. */
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
  readonly children: readonly DerValue[];
}

/**
 * Reads one value that fills the input to its last byte, and everything inside it, in time linear in its length.
 * Only DER: definite lengths in as few bytes as they take, no value reaching beyond the one around it.
 *
 * @throws {@link DerError} otherwise.
 */
export function parseDer(bytes: Uint8Array): DerValue {
  const value = readValue(bytes, 0, maxDepth);
  const rest = bytes.length - value.bytes.length;
  if (rest > 0) throw new DerError(`${rest} more bytes follow its end`);
  return value;
}

function readValue(bytes: Uint8Array, start: number, depth: number): DerValue {
  if (depth === 0) throw new DerError(`values nest more than ${maxDepth} deep`);
  const { tag, contentStart, length, isMinimal } = readHeader(bytes, start);
  if (length === undefined) throw new DerError("an indefinite length, which DER forbids");
  if (!isMinimal) throw new DerError("a length in more bytes than it takes, which DER forbids");
  const content = bytes.subarray(contentStart, contentStart + length);
  const children: DerValue[] = [];
  if (isConstructed(tag)) {
    for (let offset = 0; offset < content.length; ) {
      const child = readValue(content, offset, depth - 1);
      children.push(child);
      offset += child.bytes.length;
    }
  }
  return { tag, bytes: bytes.subarray(start, contentStart + length), content, children };
}

/** Walks through the fields of a SEQUENCE (or of anything constructed) in their order. */
export class DerFields {
  #next = 0;

  constructor(
    private readonly values: readonly DerValue[],
    private readonly what: string,
  ) {}

  /** The next field, which must be there, and have this tag where one is given. */
  take(tag?: number): DerValue {
    const value = this.values[this.#next];
    if (value === undefined) throw new DerError(`${this.what}: a field is missing`);
    if (tag !== undefined && value.tag !== tag) {
      throw new DerError(`${this.what}: tag ${hex(value.tag)} where ${hex(tag)} belongs`);
    }
    this.#next++;
    return value;
  }

  /** The next field where it has this tag; an OPTIONAL or DEFAULT field that is left out is undefined. */
  takeOptional(tag: number): DerValue | undefined {
    return this.values[this.#next]?.tag === tag ? this.take() : undefined;
  }

  /** Nothing may follow. */
  end(): void {
    if (this.#next < this.values.length) throw new DerError(`${this.what}: a field too many`);
  }
}

/** The fields of a value that must have this tag, in their order. */
export function fieldsOf(value: DerValue, tag: number, what: string): DerFields {
  expectTag(value, tag, what);
  return new DerFields(value.children, what);
}

/** The elements of a SEQUENCE OF, SET OF or explicit tag. */
export function elementsOf(value: DerValue, tag: number, what: string): readonly DerValue[] {
  expectTag(value, tag, what);
  return value.children;
}

/** The one value that an explicit tag is around. */
export function onlyChild(value: DerValue, what: string): DerValue {
  const [child, ...others] = value.children;
  if (child === undefined || others.length > 0) throw new DerError(`${what}: not exactly one value`);
  return child;
}

export function expectTag(value: DerValue, tag: number, what: string): void {
  if (value.tag !== tag) throw new DerError(`${what}: tag ${hex(value.tag)} where ${hex(tag)} belongs`);
}

function hex(tag: number): string {
  return `0x${tag.toString(16).padStart(2, "0")}`;
}
