import type { WorldlineQuery } from "./call.js";

/**
 * A path with its parameters and query.
 *
 * @throws TypeError where a parameter is missing, or could change which path it is.
 */
export function requestPath(
  template: string,
  params: Readonly<Record<string, string>> = {},
  query: WorldlineQuery = {},
): string {
  const path = template.replace(/\{([^{}]*)\}/g, (_, name: string) =>
    encodeURIComponent(segment(name, params[name])),
  );
  const fields = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return fields.length > 0 ? `${path}?${fields.join("&")}` : path;
}

/** Servers drop or resolve "", "." and "..", encoded or not, and would then see another path than was meant. */
function segment(name: string, value: string | undefined): string {
  if (typeof value === "string" && !["", ".", ".."].includes(value) && !/\p{Surrogate}/u.test(value))
    return value;
  throw new TypeError(`${name} must be a text that can stand in a path`);
}
