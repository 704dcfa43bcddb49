import { describe, expect, it } from "vitest";
import {
  buildMt599LinkMessage,
  buildMt599OnboardingMessage,
  Mt599Error,
  type Mt599Request,
  parseMt599,
  validateMt599,
} from "../../src/index.js";

/** The same numbers for the same seed, so that a failure can be seen again (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const letters = "abcXYZ0189";
const signs = "/-?:().,'+ ";

function makeRequest(seed: number): Mt599Request {
  const random = randomFrom(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const pick = (from: string) => from.charAt(upTo(from.length - 1));
  const text = (most: number, alphabet = letters + letters + signs) =>
    `${pick(letters)}${Array.from({ length: upTo(most - 1) }, () => pick(alphabet)).join("")}`;
  return {
    organisationUnit: text(12),
    contact: { name: text(90), email: `${text(60, letters)}@${text(60, `${letters}.-`)}`, phone: text(20) },
    reference: text(16, letters),
    ...(random() < 0.5 && { relatedReference: text(16, letters) }),
    ...(random() < 0.8 && { apis: Array.from({ length: 1 + upTo(8) }, () => text(70)) }),
    ...(random() < 0.5 && { envelope: { sender: "ABCDLULLXXX" } }),
  };
}

const withoutBlanks = (text: string) => text.replaceAll(" ", "");

describe.each([
  ["onboarding", buildMt599OnboardingMessage],
  ["link", buildMt599LinkMessage],
])("whatever %s message is built", (_name, build) => {
  it("is valid, and reads back as what went in", () => {
    let built = 0;
    for (let seed = 1; seed <= 2000; seed += 1) {
      const request = makeRequest(seed);
      let text: string;
      try {
        text = build(request);
      } catch (error) {
        // Rows of hyphens and colons, or too much text: said so, by the one code for it.
        expect(error, `seed ${seed}`).toBeInstanceOf(Mt599Error);
        expect((error as Mt599Error).code, `seed ${seed}`).toBe("ERR_MT599_NARRATIVE");
        continue;
      }
      built += 1;
      expect(validateMt599(text), `seed ${seed}: ${text}`).toEqual([]);
      const { reference, relatedReference, narrative, envelope } = parseMt599(text);
      expect([reference, relatedReference], `seed ${seed}`).toEqual([
        request.reference,
        request.relatedReference,
      ]);
      expect(envelope?.sender, `seed ${seed}`).toBe(request.envelope && "ABCDLULLAXXX");
      const { contact, organisationUnit, apis = [] } = request;
      const all = withoutBlanks(narrative.join(""));
      const { name, email, phone } = contact;
      for (const part of [organisationUnit, name, email.replace("@", "(at)"), phone, ...apis]) {
        expect(all, `seed ${seed}`).toContain(withoutBlanks(part));
      }
    }
    // Nearly all of them, or nothing was shown.
    expect(built).toBeGreaterThan(1800);
  });
});
