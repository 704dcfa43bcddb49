import { parseTemplate } from "url-template";
import type { ClearBankParameters } from "./call.js";
import { parameterText, segmentText } from "./parameters.js";

interface HalLink {
  readonly name: string;
  readonly href: string;
  readonly templated?: boolean;
}

/** Where an answer came from: relative links start there. */
export interface HalSource {
  readonly base: URL;
  /** The URL of the request. */
  readonly url: URL;
}

/**
 * The path and query of one of an answer's `halLinks`, from the base URL on. Which host a link names does not
 * matter: real ones name others than the one that was asked, the simulation's in production among them.
 *
 * @throws TypeError where there is no such link, or a variable of it is missing or superfluous.
 * @see ClearBank, "HAL Links"
 */
export function halLink(
  data: unknown,
  name: string,
  variables: ClearBankParameters,
  source: HalSource,
): string {
  const links = linksOf(data);
  const link = links.find((each) => each.name === name);
  if (!link) {
    const names = links.map((each) => each.name).join(", ");
    throw new TypeError(
      `the answer has no link ${name}; ${names ? `it has ${names}` : "it has none at all"}`,
    );
  }
  return resolve(link.templated ? expand(link, variables) : link.href, source);
}

function linksOf(data: unknown): readonly HalLink[] {
  const links = (data as { readonly halLinks?: unknown } | null | undefined)?.halLinks;
  if (!Array.isArray(links)) return [];
  return links.filter(
    (link: Partial<HalLink> | null) => typeof link?.name === "string" && typeof link.href === "string",
  );
}

/** RFC 6570. What belongs to the query may be left out. */
function expand({ name, href }: HalLink, variables: ClearBankParameters): string {
  const values: Record<string, string> = {};
  for (const [, operator = "", list = ""] of href.matchAll(/\{([+#./;?&]?)([^{}]*)\}/g)) {
    for (const variable of list.split(",").map((each) => each.replace(/(\*|:\d+)$/, ""))) {
      const value = variables[variable];
      const isOptional = operator === "?" || operator === "&";
      if (!isOptional) values[variable] = segmentText(variable, value);
      else if (value !== undefined) values[variable] = parameterText(variable, value);
    }
  }
  const unused = Object.keys(variables).find((each) => variables[each] !== undefined && !(each in values));
  if (unused !== undefined) throw new TypeError(`the link ${name} has no variable ${unused}`);
  return parseTemplate(href).expand(values);
}

function resolve(href: string, { base, url }: HalSource): string {
  // The published answer of /v3/Accounts has {accountId}/Mandates: relative links are below what was asked for,
  // where RFC 3986 would put them beside it.
  const below = new URL(url.pathname.replace(/\/*$/, "/"), url);
  const isOwnQuery = href === "" || href.startsWith("?");
  const from = isOwnQuery ? url : below;
  if (!URL.canParse(href, from.href)) throw new TypeError("the link is not a URL");
  const target = new URL(href, from);
  if (!/^https?:$/.test(target.protocol)) throw new TypeError("the link is not a URL of the API");
  const root = base.pathname.replace(/\/*$/, "/");
  const isBelowBase = target.origin === base.origin && target.pathname.startsWith(root);
  return (isBelowBase ? target.pathname.slice(root.length - 1) : target.pathname) + target.search;
}
