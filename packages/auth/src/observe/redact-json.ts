import { type EscapeSyntax, hideInEscaped, hideRanges, mask } from "./hidden-ranges.js";
import type { RedactionRules } from "./redaction-rules.js";

/**
 * Redacts JSON as it is written, without parsing it: what is not hidden stays character for character, and JSON
 * that is malformed or cut off is redacted as far as its members can be told. A value that is hidden becomes a
 * string, so that the result is JSON where the text was.
 */
export function redactJson(text: string, rules: RedactionRules): string {
  /** Of each object and array that is open: whether all that it holds is hidden. */
  const open: boolean[] = [];
  let isHidden = false;
  let isAfterColon = false;
  let redacted = "";
  for (let at = 0, end = 0; at < text.length; at = end) {
    end = endOfToken(text, at);
    const token = text.slice(at, end);
    if (/^[{}[\],:]/.test(token)) {
      if (token === "{" || token === "[") open.push(isHidden);
      if (token === "}" || token === "]") open.pop();
      if (token !== ":") isHidden = open.at(-1) ?? false;
      isAfterColon = token === ":";
      redacted += token;
    } else if (token.trim() === "") {
      redacted += token;
    } else if (!isAfterColon && isBeforeColon(text, end)) {
      isHidden = open.at(-1) || rules.hidesMember(unescapeJson(token));
      redacted += redactScalar(token, rules);
    } else {
      redacted += isHidden ? token.replace(token.trim(), `"${mask}"`) : redactScalar(token, rules);
      isAfterColon = false;
    }
  }
  return redacted;
}

/** A token is a string, a character of JSON's structure, or all that is between these. */
function endOfToken(text: string, start: number): number {
  if (text[start] === '"') return endOfString(text, start);
  const structure = /["{}[\],:]/g;
  structure.lastIndex = start;
  const next = structure.exec(text)?.index ?? text.length;
  return Math.max(next, start + 1);
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return Math.min(at + 1, text.length);
}

function isBeforeColon(text: string, at: number): boolean {
  const colon = /\s*:/y;
  colon.lastIndex = at;
  return colon.test(text);
}

/** Hides what is known by its looks; a number, or what is no JSON, is then a string. */
function redactScalar(token: string, { find }: RedactionRules): string {
  if (token.startsWith('"')) return hideInEscaped(token, jsonEscapes, find);
  const bare = token.trim();
  const shown = hideRanges(bare, find(bare));
  return shown === bare ? token : token.replace(bare, () => JSON.stringify(shown));
}

const controls: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

const jsonEscapes: EscapeSyntax = {
  pattern: /\\(?:u[\dA-Fa-f]{4}|.)/gs,
  decode(written) {
    if (written.length === 6) return String.fromCharCode(Number.parseInt(written.slice(2), 16));
    const character = written.charAt(1);
    return controls[character] ?? character;
  },
};

function unescapeJson(token: string): string {
  return token.replace(jsonEscapes.pattern, jsonEscapes.decode);
}
