/** The members of what should be an object; none of anything else. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** Text that is not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The items of a list; ClearBank's pages call some lists objects, and one object is then a list of one. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** The texts of a list of them, or undefined where there is none. */
export function textsOf(value: unknown): readonly string[] | undefined {
  const texts = listOf(value).flatMap((item) => textOf(item) ?? []);
  return texts.length > 0 ? texts : undefined;
}
