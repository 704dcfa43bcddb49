/**
 * JSON as the service writes it, with amounts as text. The one number that is not a count is ExchangeRate: read, it
 * becomes its text; written, its text becomes a number of the same digits. No rate goes through a double.
 *
 * Outside of a string a quote begins or ends one, and inside it has a backslash before it: what is looked for can be
 * nothing but a member of this name.
 */
export function parseWireJson(text: string): unknown {
  return JSON.parse(text.replace(/(?<!\\)"ExchangeRate"\s*:\s*(-?\d[\d.eE+-]*)/g, '"ExchangeRate":"$1"'));
}

/** @see {@link parseWireJson} */
export function writeWireJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /(?<!\\)"ExchangeRate":"(-?(?:0|[1-9]\d*)(?:\.\d+)?)"/g,
    '"ExchangeRate":$1',
  );
}
