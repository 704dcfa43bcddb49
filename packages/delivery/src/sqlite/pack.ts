import type { InboxRecord } from "../inbox/record.js";

const hashBytes = 16;
const fixedBytes = 3 * hashBytes + 8 + 1 + 4 + 4;

/**
 * Many records in one buffer, which is handed to the worker without being copied: cloning them one by one costs
 * more than storing them does.
 */
export function packRecords(records: readonly InboxRecord[]): ArrayBuffer {
  const length = records.reduce(
    (sum, { envelope, body }) => sum + fixedBytes + envelope.length + body.length,
    0,
  );
  const packed = new Uint8Array(new ArrayBuffer(length));
  const view = new DataView(packed.buffer);
  let offset = 0;
  const put = (bytes: Uint8Array) => {
    packed.set(bytes, offset);
    offset += bytes.length;
  };
  for (const { keyHash, contentHash, partition, receivedAtMs, envelope, body } of records) {
    put(keyHash);
    put(contentHash);
    put(partition ?? new Uint8Array(hashBytes));
    view.setFloat64(offset, receivedAtMs);
    view.setUint8(offset + 8, partition ? 1 : 0);
    view.setUint32(offset + 9, envelope.length);
    view.setUint32(offset + 13, body.length);
    offset += 17;
    put(envelope);
    put(body);
  }
  return packed.buffer;
}

/** The records of {@link packRecords}, as views of the buffer. */
export function* unpackRecords(packed: ArrayBuffer): Generator<InboxRecord> {
  const view = new DataView(packed);
  let offset = 0;
  const take = (length: number) => {
    offset += length;
    return new Uint8Array(packed, offset - length, length);
  };
  while (offset < packed.byteLength) {
    const keyHash = take(hashBytes);
    const contentHash = take(hashBytes);
    const partition = take(hashBytes);
    const receivedAtMs = view.getFloat64(offset);
    const isPartitioned = view.getUint8(offset + 8) === 1;
    const envelopeLength = view.getUint32(offset + 9);
    const bodyLength = view.getUint32(offset + 13);
    offset += 17;
    const envelope = take(envelopeLength);
    const body = take(bodyLength);
    yield {
      keyHash,
      contentHash,
      partition: isPartitioned ? partition : undefined,
      receivedAtMs,
      envelope,
      body,
    };
  }
}
