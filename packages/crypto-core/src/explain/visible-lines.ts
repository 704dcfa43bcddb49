const escapes: Readonly<Record<number, string>> = { 9: "\\t", 10: "\\n", 13: "\\r", 92: "\\\\" };

/**
 * Bytes as lines of printable ASCII from which they can be read back: nothing that differs looks alike, such as a
 * byte order mark, a blank that does not break, or a line feed at the very end.
 */
export function visibleLines(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  let line = "";
  for (const byte of bytes) {
    line += escapes[byte] ?? (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : hexEscape(byte));
    if (byte === 0x0a) {
      lines.push(line);
      line = "";
    }
  }
  if (line !== "") lines.push(line);
  return lines;
}

function hexEscape(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, "0")}`;
}
