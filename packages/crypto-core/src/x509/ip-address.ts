/** The 4 or 16 bytes of an IP address; undefined where the text is none. */
export function encodeIpAddress(text: string): Uint8Array | undefined {
  return encodeIpv4(text) ?? encodeIpv6(text);
}

/** IPv4 in decimal, IPv6 as RFC 5952 section 4 writes it; undefined where there are not 4 or 16 bytes. */
export function decodeIpAddress(bytes: Uint8Array): string | undefined {
  if (bytes.length === 4) return bytes.join(".");
  if (bytes.length !== 16) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, 16);
  const groups = Array.from({ length: 8 }, (_, index) => view.getUint16(index * 2).toString(16)).join(":");
  // "::" stands for the longest run of zero groups, the first of them where several are as long.
  const runs = Array.from(groups.matchAll(/\b0(?::0)+\b/g), ([run]) => run);
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), "");
  return longest === "" ? groups : groups.replace(new RegExp(`(?:^|:)${longest}(?::|$)`), "::");
}

function encodeIpv4(text: string): Uint8Array | undefined {
  const parts = text.split(".");
  // A leading zero is octal to some readers.
  const isValid =
    parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return isValid ? Uint8Array.from(parts, Number) : undefined;
}

function encodeIpv6(text: string): Uint8Array | undefined {
  const [head = "", tail, ...more] = withoutEmbeddedIpv4(text).split("::");
  const before = splitGroups(head);
  const after = splitGroups(tail ?? "");
  const missing = 8 - before.length - after.length;
  const isComplete = tail === undefined ? missing === 0 : missing > 0 && more.length === 0;
  if (!isComplete) return undefined;
  const groups = [...before, ...new Array<string>(missing).fill("0"), ...after];
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return new Uint8Array(Buffer.from(groups.map((group) => group.padStart(4, "0")).join(""), "hex"));
}

function splitGroups(text: string): string[] {
  return text === "" ? [] : text.split(":");
}

/** The last two groups may be written as an IPv4 address: ::ffff:192.0.2.1. */
function withoutEmbeddedIpv4(text: string): string {
  const start = text.lastIndexOf(":") + 1;
  const [a, b, c, d] = encodeIpv4(text.slice(start)) ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined) return text;
  return `${text.slice(0, start)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}
