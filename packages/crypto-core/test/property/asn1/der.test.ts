import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseBer } from "../../../src/asn1/ber.js";
import { DerError } from "../../../src/asn1/der-error.js";
import { type DerValue, parseDer } from "../../../src/asn1/der-reader.js";
import { readNamedBits, readOid, readTime, readUnsigned } from "../../../src/asn1/der-values.js";
import {
  encodeDer,
  namedBits,
  objectIdentifier,
  time,
  unsignedInteger,
} from "../../../src/asn1/der-writer.js";
import { toBer } from "../../support/to-ber.js";

/** Trees of values, primitive ones with any content. */
const { tree } = fc.letrec<{ tree: Uint8Array; leaf: Uint8Array; branch: Uint8Array }>((tie) => ({
  leaf: fc
    .tuple(fc.constantFrom(0x02, 0x04, 0x0c, 0x81), fc.uint8Array({ maxLength: 300 }))
    .map(([tag, content]) => encodeDer(tag, content)),
  branch: fc
    .tuple(fc.constantFrom(0x30, 0x31, 0xa0), fc.array(tie("tree"), { maxLength: 4 }))
    .map(([tag, children]) => encodeDer(tag, ...children)),
  tree: fc.oneof({ maxDepth: 8 }, tie("leaf"), tie("branch")),
}));

const encodeAgain = ({ tag, content, children }: DerValue): Uint8Array =>
  (tag & 0x20) !== 0 ? encodeDer(tag, ...children.map(encodeAgain)) : encodeDer(tag, content);

const isRefusal = (action: () => unknown): boolean => {
  try {
    action();
    return false;
  } catch (error) {
    expect(error).toBeInstanceOf(DerError);
    return true;
  }
};

describe("DER", () => {
  test("written, read and written again is the same", () => {
    fc.assert(
      fc.property(tree, (der) => {
        expect(Buffer.from(encodeAgain(parseDer(der)))).toEqual(Buffer.from(der));
      }),
    );
  });

  test("has one encoding: what is read at all is written back the same", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        if (isRefusal(() => parseDer(bytes))) return;
        expect(encodeAgain(parseDer(bytes))).toEqual(bytes);
      }),
      { numRuns: 2_000 },
    );
  });

  test("cut off anywhere, or with anything behind it, is refused", () => {
    fc.assert(
      fc.property(tree, fc.nat(), fc.uint8Array({ minLength: 1 }), (der, cut, more) => {
        expect(isRefusal(() => parseDer(der.subarray(0, cut % der.length)))).toBe(true);
        expect(isRefusal(() => parseDer(Buffer.concat([der, more])))).toBe(true);
      }),
    );
  });

  test("is also BER, and comes out of BER", () => {
    fc.assert(
      fc.property(tree, (der) => {
        expect(Buffer.from(parseBer(der).bytes)).toEqual(Buffer.from(der));
        // Values of context tags change their form there, as EncryptedContent does.
        fc.pre(!der.includes(0x81));
        expect(Buffer.from(parseBer(toBer(der)).bytes)).toEqual(Buffer.from(der));
      }),
    );
  });

  test("BER readers refuse anything else, and nothing but that", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        isRefusal(() => parseBer(bytes));
      }),
      { numRuns: 2_000 },
    );
  });

  test("integers, identifiers, bits and times come back", () => {
    fc.assert(
      fc.property(fc.nat(), (value) => {
        expect(readUnsigned(parseDer(unsignedInteger(value)), "it")).toBe(value);
      }),
    );
    const arcs = fc.tuple(fc.nat({ max: 1 }), fc.nat({ max: 39 }), fc.array(fc.nat(), { maxLength: 6 }));
    fc.assert(
      fc.property(arcs, ([first, second, rest]) => {
        const dotted = [first, second, ...rest].join(".");
        expect(readOid(parseDer(objectIdentifier(dotted)), "it")).toBe(dotted);
      }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 20 })), (positions) => {
        expect(readNamedBits(parseDer(namedBits(positions)), "it")).toEqual(
          [...positions].sort((a, b) => a - b),
        );
      }),
    );
    const range = {
      min: new Date("1950-01-01T00:00:00Z"),
      max: new Date("9999-12-31T23:59:59Z"),
      noInvalidDate: true,
    };
    fc.assert(
      fc.property(fc.date(range), (date) => {
        const seconds = Math.floor(date.getTime() / 1000) * 1000;
        expect(readTime(parseDer(time(date)), "it").getTime()).toBe(seconds);
      }),
    );
  });

  test("comes to an end, however deep: nothing is read again for each level", () => {
    const flat = encodeDer(
      0x30,
      new Uint8Array(200_000).map((_, index) => (index % 2 === 0 ? 5 : 0)),
    );
    let deep: Uint8Array = flat;
    for (let i = 0; i < 30; i++) deep = encodeDer(0x30, deep);
    expect(parseDer(deep).bytes).toHaveLength(deep.length);
    parseBer(deep);
  });
});
