import fc from "fast-check";
import { expect, it } from "vitest";
import { createRedactor } from "../../src/observe/redactor.js";

const redactor = createRedactor({ personalFields: ["DebtorName"] });
const redact = (text: string) => redactor.body(new TextEncoder().encode(text), "application/json");

/** A piece of JSON as it is written, as it must be shown, and as it must be shown below a sensitive name. */
interface Piece {
  readonly written: string;
  readonly shown: string;
  readonly hidden: string;
}

const join = (pieces: readonly Piece[], separator: string): Piece => ({
  written: pieces.map(({ written }) => written).join(separator),
  shown: pieces.map(({ shown }) => shown).join(separator),
  hidden: pieces.map(({ hidden }) => hidden).join(separator),
});
const structure = (text: string): Piece => ({ written: text, shown: text, hidden: text });

const blanks = fc.stringMatching(/^[ \t\r\n]{0,2}$/).map(structure);

const escapeUnits = (character: string) =>
  character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");

/** A string in JSON, some of its characters as escapes that need none. */
const spell = (text: fc.Arbitrary<string>) =>
  fc.tuple(text, fc.nat()).map(([characters, seed]) => {
    const inner = Array.from(characters, (character, index) => {
      const isEscaped = JSON.stringify(character) !== `"${character}"` || (seed >> (index % 30)) % 4 === 3;
      return isEscaped ? escapeUnits(character) : character;
    });
    return `"${inner.join("")}"`;
  });

const harmlessName = spell(fc.string({ maxLength: 8 }).map((name) => `${name}0`));
const sensitiveName = spell(
  fc.constantFrom(
    ...["password", "PASSPHRASE", "secret", "client_secret", "clientSecret", "private-key", "Token"],
    ...[
      "access_token",
      "refreshToken",
      "id_token",
      "assertion",
      "ClientAssertion",
      "signature",
      "debtor_name",
    ],
  ),
);

const scalar = fc.oneof(
  spell(fc.string({ unit: "grapheme", maxLength: 12 })),
  fc.constantFrom("0", "-1.50", "1e400", "0.10000000000000000001", "true", "false", "null"),
);
/** What a secret can be known by in the result. */
const marked = fc.nat().map((number) => `"hush ${number} \\" , : } \\\\"`);

const { document } = fc.letrec<{ value: Piece; document: Piece }>((tie) => {
  const value = tie("value");
  const leaf = (text: fc.Arbitrary<string>) =>
    text.map((written): Piece => ({ written, shown: written, hidden: '"***"' }));
  const member = fc
    .tuple(fc.oneof(harmlessName, sensitiveName), blanks, blanks, value, leaf(marked), fc.boolean())
    .map(([name, before, after, general, secret, isLeaf]): Piece => {
      const isSensitive = !name.endsWith('0"') && !name.endsWith('\\u0030"');
      const held = isSensitive && isLeaf ? secret : general;
      const shown = isSensitive ? { ...held, shown: held.hidden } : held;
      return join([structure(name), before, structure(":"), after, shown], "");
    });
  const container = (open: string, items: fc.Arbitrary<Piece>, close: string) =>
    fc
      .tuple(blanks, fc.array(items, { maxLength: 4 }), blanks)
      .map(([before, pieces, after]) =>
        join([structure(open), before, join(pieces, ","), after, structure(close)], ""),
      );
  const object = container("{", member, "}");
  return {
    value: fc.oneof({ maxDepth: 4 }, leaf(scalar), object, container("[", value, "]")),
    document: fc.tuple(blanks, object, blanks).map((pieces) => join(pieces, "")),
  };
});

it("hides what stands below a sensitive name, and changes nothing else", () => {
  fc.assert(
    fc.property(document, ({ written, shown }) => {
      expect(redact(written)).toBe(shown);
      expect(() => JSON.parse(written)).not.toThrow();
      expect(() => JSON.parse(shown)).not.toThrow();
      expect(shown).not.toContain("hush");
    }),
    { numRuns: 1000 },
  );
});

it("hides secrets wherever the text is cut off", () => {
  fc.assert(
    fc.property(document, fc.nat(), ({ written }, at) => {
      expect(redact(written.slice(0, at % (written.length + 1)))).not.toContain("hush");
    }),
    { numRuns: 1000 },
  );
});

it("takes whatever comes", () => {
  const pieces = fc.array(
    fc.oneof(fc.constantFrom("{", "}", "[", "]", ":", ",", '"', "\\", "\\u00", "password", " "), fc.string()),
  );
  fc.assert(
    fc.property(pieces, (each) => {
      const text = `{${each.join("")}`;
      // What is redacted has nothing left to redact.
      expect(redact(redact(text))).toBe(redact(text));
    }),
    { numRuns: 2000 },
  );
});
