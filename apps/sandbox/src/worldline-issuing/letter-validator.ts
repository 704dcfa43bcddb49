import { quoted, Refusal } from "../wire/refusal.js";
import { templateValidator } from "./letter-rules.js";
import type { LetterValidator } from "./products-state.js";

const xmlCharacters = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;

/**
 * Applies a template's validator to a letter made from it: the part of a schema that the letters need.
 *
 * @throws Refusal
 */
export function validateLetter(letter: string, { root, elements }: LetterValidator): void {
  if (!xmlCharacters.test(letter)) {
    throw new Refusal(templateValidator, "Expected no control characters in values: XML cannot have them.");
  }
  const content = new RegExp(`^<${root}>(.*)</${root}>$`, "su").exec(letter)?.[1] ?? "";
  const found = [...content.matchAll(/<(\w+)>([^<>]*)<\/\1>/g)];
  const names = found.map(([, name]) => name).join(", ");
  const wanted = elements.map(({ name }) => name).join(", ");
  if (names !== wanted || found.map(([element]) => element).join("") !== content) {
    throw new Refusal(templateValidator, `Expected ${root} with ${wanted}, got ${quoted(names)}.`);
  }
  for (const [index, { name, maxLength }] of elements.entries()) {
    const text = found[index]?.[2]?.replace(/&(amp|lt|gt);/g, "&") ?? "";
    const length = [...text].length;
    if (length < 1 || length > maxLength) {
      const reason = `Expected 1 to ${maxLength} characters in ${name}, got ${length}.`;
      throw new Refusal(templateValidator, reason);
    }
  }
}
