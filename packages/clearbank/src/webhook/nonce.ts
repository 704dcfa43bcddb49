const token = /\s*(?:("(?:[^"\\]|\\.)*")|([{}[\],:])|([^\s"{}[\],:]+))/gy;

/** Where the nonce of a webhook stands. */
export interface NoncePosition {
  /** Exactly as they stand there. */
  readonly digits: string;
  /** Of the first digit, in the text. */
  readonly start: number;
}

/**
 * Finds the top-level `Nonce` of a JSON text, as text: published nonces exceed 32 bits, and a number in JavaScript
 * loses digits from 2^53 on. Undefined where there is no such integer, or more than one.
 *
 * @param json a text that `JSON.parse` accepts.
 * @param spellings the names it may have.
 */
export function findNonce(json: string, spellings: readonly string[] = ["Nonce"]): NoncePosition | undefined {
  const values: NoncePosition[] = [];
  let depth = 0;
  let isNonce = false;
  let previous = "";
  for (const { 0: whole, 1: string, 2: punctuation, 3: other, index } of json.matchAll(token)) {
    const startsKey = depth === 1 && string !== undefined && (previous === "{" || previous === ",");
    if (isNonce && previous === ":") {
      const digits = other ?? "";
      values.push({ digits, start: index + whole.length - digits.length });
    }
    if (previous === ":") isNonce = false;
    if (startsKey) isNonce = spellings.includes(JSON.parse(string));
    if (punctuation === "{" || punctuation === "[") depth += 1;
    if (punctuation === "}" || punctuation === "]") depth -= 1;
    previous = punctuation ?? "";
  }
  const [nonce, ...more] = values;
  return nonce && more.length === 0 && /^\d+$/.test(nonce.digits) ? nonce : undefined;
}

/** The digits of the nonce of a webhook's JSON, as `findNonce` finds it. */
export function nonceDigits(json: string): string | undefined {
  return findNonce(json)?.digits;
}
