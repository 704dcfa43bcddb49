const tokens = /"(?:\\.|[^"\\])*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * The text of a top-level member's value as it stands in `json`, for the first of `names` that is there once.
 * As text, because a number read into a double may come out as another number.
 */
export function memberToken(json: string, names: readonly string[]): string | undefined {
  if (!isJsonObject(json)) return undefined;
  const parts = json.match(tokens) ?? [];
  const found: string[] = [];
  let depth = 0;
  for (const [index, part] of parts.entries()) {
    if (part === "{" || part === "[") depth += 1;
    if (part === "}" || part === "]") depth -= 1;
    const isName = depth === 1 && part.startsWith('"') && parts[index + 1] === ":";
    if (isName && names.includes(JSON.parse(part))) found.push(parts[index + 2] ?? "");
  }
  return found.length === 1 ? found[0] : undefined;
}

function isJsonObject(text: string): boolean {
  const value = parseJson(text);
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The parsed value, or undefined where the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
