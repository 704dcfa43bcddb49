/** Bytes that are not the structure that TLS has in their place. */
export class TlsDecodeError extends Error {}

/** Reads a structure of TLS from its first byte on (RFC 8446 section 3). */
export class TlsReader {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get remaining(): number {
    return this.#bytes.length - this.#offset;
  }

  bytes(length: number): Uint8Array {
    if (length > this.remaining) {
      throw new TlsDecodeError(`${length} bytes were announced, ${this.remaining} are there`);
    }
    this.#offset += length;
    return this.#bytes.subarray(this.#offset - length, this.#offset);
  }

  /** An unsigned number of so many bytes. */
  number(length: number): number {
    return this.bytes(length).reduce((value, byte) => value * 256 + byte, 0);
  }

  /** A vector behind its length, which is a number of so many bytes. */
  vector(lengthBytes: number): Uint8Array {
    return this.bytes(this.number(lengthBytes));
  }
}
