/** How the same JSON is written by somebody's serialiser. */
export interface JsonForm {
  readonly text: string;
  /** Over several lines. */
  readonly isPretty: boolean;
}

interface Layout {
  readonly indent?: string;
  readonly comma?: string;
  readonly colon?: string;
  readonly padding?: string;
  readonly lineEnd?: string;
}

/** One-line and indented layouts: of JavaScript, Python, PHP, Java's Jackson, .NET on Windows, and by hand. */
const layouts: readonly Layout[] = [
  {},
  { comma: ", ", colon: ": " },
  { comma: ", ", colon: ": ", padding: " " },
  { colon: ": ", padding: " " },
  { colon: ": ", indent: "  " },
  { colon: ": ", indent: "    " },
  { colon: ": ", indent: "\t" },
  { colon: " : ", indent: "  " },
  { colon: ": ", indent: "  ", lineEnd: "\r\n" },
];

/** How strings and numbers are written: as they were, or as JavaScript, PHP, Python and .NET would. */
const lexemes: readonly ((token: string) => string)[] = [
  (token) => token,
  asJavaScript,
  (token) => (isString(token) ? asJavaScript(token).replaceAll("/", "\\/") : token),
  (token) => (isString(token) ? escapeNonAscii(asJavaScript(token)) : token),
  (token) => (isString(token) ? escapeNonAscii(asJavaScript(token)).replaceAll("/", "\\/") : token),
  (token) => (isString(token) ? escapeForHtml(asJavaScript(token)) : token),
];

/** Larger ones would take seconds, and are hardly ever looked at by people. */
const maxLength = 1 << 20;

/** Other ways to write a JSON text; none where it is not JSON. Keys stay in their order, except in the last ones. */
export function* jsonForms(text: string): Generator<JsonForm> {
  const value = parse(text);
  if (value === undefined) return;
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  for (const write of lexemes) {
    const written = tokens.map(write);
    for (const layout of layouts)
      yield { text: layOut(written, layout), isPretty: layout.indent !== undefined };
  }
  // What passes through an object can lose the order of its keys.
  for (const object of [value, sortKeys(value)]) {
    yield { text: JSON.stringify(object), isPretty: false };
    for (const indent of [2, 4, "\t"])
      yield { text: JSON.stringify(object, undefined, indent), isPretty: true };
  }
  // A text that was serialised as if it were a value.
  yield { text: JSON.stringify(text), isPretty: false };
}

function parse(text: string): unknown {
  if (text.length > maxLength) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function layOut(tokens: readonly string[], layout: Layout): string {
  const { indent, comma = ",", colon = ":", padding = "", lineEnd = "\n" } = layout;
  let text = "";
  let depth = 0;
  const breakLine = () => (indent === undefined ? padding : lineEnd + indent.repeat(depth));
  tokens.forEach((token, index) => {
    const isEmpty = /^[{[]$/.test(tokens[index - 1] ?? "") && /^[}\]]$/.test(token);
    if (/^[{[]$/.test(token)) {
      depth++;
      text += /^[}\]]$/.test(tokens[index + 1] ?? "") ? token : token + breakLine();
    } else if (/^[}\]]$/.test(token)) {
      depth--;
      text += isEmpty ? token : breakLine() + token;
    } else if (token === ",") text += indent === undefined ? comma : `,${breakLine()}`;
    else text += token === ":" ? colon : token;
  });
  return text;
}

function asJavaScript(token: string): string {
  return /^[{}[\],:]$/.test(token) ? token : JSON.stringify(JSON.parse(token));
}

function isString(token: string): boolean {
  return token.startsWith('"');
}

function escapeNonAscii(text: string): string {
  return text.replace(/[^\0-\x7f]/g, unicodeEscape);
}

/** What .NET's System.Text.Json does by default. */
function escapeForHtml(text: string): string {
  const inner = text.slice(1, -1).replace(/\\"/g, "\\u0022");
  return `"${inner.replace(/[<>&'+`]|[^\0-\x7f]/g, (character) => unicodeEscape(character).toUpperCase().replace("\\U", "\\u"))}"`;
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}
