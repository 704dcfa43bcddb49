import type { ClearBankCall, ClearBankParameters } from "./call.js";
import { parameterText, segmentText } from "./parameters.js";

/**
 * The path and query of a call.
 *
 * @throws TypeError where a parameter of the path is missing, superfluous, or could change which path it is.
 */
export function requestPath({
  path,
  params = {},
  query = {},
}: Pick<ClearBankCall, "path" | "params" | "query">): string {
  const [template = "", ...given] = path.split("?");
  const used = new Set<string>();
  const filled = template.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    used.add(name);
    return encodeURIComponent(segmentText(name, params[name]));
  });
  const unused = Object.keys(params).find((name) => params[name] !== undefined && !used.has(name));
  if (unused !== undefined) throw new TypeError(`the path has no parameter ${unused}`);
  if (/[{}]/.test(filled)) throw new TypeError("the path has a brace without its counterpart");
  const all = [given.join("?"), queryText(query)].filter(Boolean).join("&");
  return all ? `${filled}?${all}` : filled;
}

function queryText(query: ClearBankParameters): string {
  return Object.entries(query)
    .flatMap(([name, value]) =>
      value === undefined
        ? []
        : [`${encodeURIComponent(name)}=${encodeURIComponent(parameterText(name, value))}`],
    )
    .join("&");
}
