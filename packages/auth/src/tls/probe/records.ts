import { TlsReader } from "./tls-reader.js";

/** Content types of records (RFC 8446 section 5.1). */
export const contentTypes = { changeCipherSpec: 20, handshake: 22, applicationData: 23 } as const;

/** One record as it crosses the wire. */
export interface TlsRecord {
  readonly type: number;
  /** Type, version and length: what encryption authenticates besides the fragment. */
  readonly header: Uint8Array;
  readonly fragment: Uint8Array;
}

const headerLength = 5;

/** The records of one direction of a connection; one that is not complete yet is left out. */
export function splitRecords(stream: Uint8Array): TlsRecord[] {
  const records: TlsRecord[] = [];
  const reader = new TlsReader(stream);
  while (reader.remaining >= headerLength) {
    const header = reader.bytes(headerLength);
    const length = new TlsReader(header.subarray(3)).number(2);
    if (length > reader.remaining) break;
    records.push({ type: header[0] as number, header, fragment: reader.bytes(length) });
  }
  return records;
}
