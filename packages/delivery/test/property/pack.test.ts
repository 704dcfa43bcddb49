import fc from "fast-check";
import { expect, it } from "vitest";
import { packRecords, unpackRecords } from "../../src/sqlite/pack.js";

const hash = fc.uint8Array({ minLength: 16, maxLength: 16 });
const record = fc.record({
  keyHash: hash,
  contentHash: hash,
  partition: fc.option(hash, { nil: undefined }),
  receivedAtMs: fc.integer({ min: -8.64e15, max: 8.64e15 }),
  envelope: fc.uint8Array(),
  body: fc.uint8Array({ maxLength: 5000 }),
});

it("unpacks what was packed", () => {
  fc.assert(
    fc.property(fc.array(record), (records) => {
      expect([...unpackRecords(packRecords(records))]).toEqual(records);
    }),
  );
});
