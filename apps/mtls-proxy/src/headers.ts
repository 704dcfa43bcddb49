/**
 * Fields that are for one connection only, and how a message's length is said, which each connection does for
 * itself (RFC 9110 section 7.6.1).
 */
const hopByHop: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "http2-settings",
]);

/**
 * The fields that go on, without those for one connection: the ones of the standard, those that `Connection`
 * names, all that begin with `Proxy-`, and those to drop besides.
 *
 * @param raw names and values in turn, as `rawHeaders` has them; kept in order, with case and repetition.
 */
export function endToEndHeaders(raw: readonly string[], drop: ReadonlySet<string>): string[] {
  const named = connectionOptions(raw);
  const kept: string[] = [];
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index] as string;
    const key = name.toLowerCase();
    if (hopByHop.has(key) || key.startsWith("proxy-") || drop.has(key) || named?.has(key)) continue;
    kept.push(name, raw[index + 1] as string);
  }
  return kept;
}

function connectionOptions(raw: readonly string[]): ReadonlySet<string> | undefined {
  let named: Set<string> | undefined;
  for (let index = 0; index < raw.length; index += 2) {
    if (raw[index]?.toLowerCase() !== "connection") continue;
    named ??= new Set();
    for (const option of raw[index + 1]?.split(",") ?? []) named.add(option.trim().toLowerCase());
  }
  return named;
}
