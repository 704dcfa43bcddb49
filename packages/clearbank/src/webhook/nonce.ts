const token = /\s*(?:("(?:[^"\\]|\\.)*")|([{}[\],:])|([^\s"{}[\],:]+))/gy;

/**
 * The digits of the top-level `Nonce` of a JSON text, exactly as they stand there: published nonces exceed 32
 * bits, and a number in JavaScript loses digits from 2^53 on. Undefined where there is no such integer, or
 * more than one.
 *
 * @param json a text that `JSON.parse` accepts.
 */
export function nonceDigits(json: string): string | undefined {
  const values: (string | undefined)[] = [];
  let depth = 0;
  let isNonce = false;
  let previous = "";
  for (const [, string, punctuation, other] of json.matchAll(token)) {
    const startsKey = depth === 1 && string !== undefined && (previous === "{" || previous === ",");
    if (isNonce && previous === ":") values.push(other);
    if (previous === ":") isNonce = false;
    if (startsKey) isNonce = JSON.parse(string) === "Nonce";
    if (punctuation === "{" || punctuation === "[") depth += 1;
    if (punctuation === "}" || punctuation === "]") depth -= 1;
    previous = punctuation ?? "";
  }
  const [digits, ...more] = values;
  return digits !== undefined && more.length === 0 && /^\d+$/.test(digits) ? digits : undefined;
}
