/** Whether a text is what was searched for: letters in any case, and `%` for any characters. */
export function matches(text: unknown, wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  const literals = wanted.split("%").map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return typeof text === "string" && new RegExp(`^${literals.join(".*")}$`, "isu").test(text);
}
