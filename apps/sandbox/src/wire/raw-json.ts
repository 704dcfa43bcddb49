/** A number as it stands in the text. A double may come out as another number, and `13.0` as `13`. */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const tokenPattern = /"(?:\\.|[^"\\])*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * Parses JSON, with each number as a {@link JsonNumber}.
 *
 * @throws SyntaxError where the text is not JSON
 */
export function readRawJson(text: string): unknown {
  // The platform's parser judges the grammar, so that what follows only has to sort tokens.
  JSON.parse(text);
  const tokens = text.match(tokenPattern) ?? [];
  let at = 0;
  const next = (): string => tokens[at++] ?? "";
  const readItems = <T>(end: string, readItem: () => T): T[] => {
    const items: T[] = [];
    while (tokens[at] !== end) {
      items.push(readItem());
      if (tokens[at] === ",") at += 1;
    }
    at += 1;
    return items;
  };
  const readMember = (): [string, unknown] => {
    const name = JSON.parse(next()) as string;
    at += 1;
    return [name, readValue()];
  };
  const readValue = (): unknown => {
    const token = next();
    if (token === "{") return Object.fromEntries(readItems("}", readMember));
    if (token === "[") return readItems("]", readValue);
    return /^[-\d]/.test(token) ? new JsonNumber(token) : JSON.parse(token);
  };
  return readValue();
}

/** Compact JSON, with each {@link JsonNumber} as its own text. */
export function writeRawJson(value: unknown): string {
  if (value instanceof JsonNumber) return value.text;
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => writeRawJson(item ?? null)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${writeRawJson(member)}`).join(",")}}`;
}
