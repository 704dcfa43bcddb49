const mask = "***";

/** A shorter one may be an everyday word, and masked in a sentence that everybody knows it would be given away. */
const minLength = 8;

/**
 * Masks secrets wherever they stand, as they are and as forms, URLs, JSON and base64 write them: an answer may
 * repeat what it was sent, under any name.
 */
export function hideSecrets(text: string, secrets: ReadonlySet<string>): string {
  const written = [...secrets].filter(({ length }) => length >= minLength).flatMap(writings);
  // The longer ones first: one secret may be part of another.
  const patterns = [...new Set(written)].sort((a, b) => b.length - a.length);
  return patterns.reduce((hidden, pattern) => hidden.replaceAll(pattern, mask), text);
}

/** The same in every text of a JSON value. */
export function hideSecretsIn(value: unknown, secrets: ReadonlySet<string>): unknown {
  if (typeof value === "string") return hideSecrets(value, secrets);
  if (Array.isArray(value)) return value.map((each) => hideSecretsIn(each, secrets));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [hideSecrets(name, secrets), hideSecretsIn(each, secrets)]),
  );
}

function writings(secret: string): readonly string[] {
  return [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams([["", secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString("base64"),
  ];
}
