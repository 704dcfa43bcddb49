import type { Match } from "./router.js";

const usualSize = 10;
const largerSizes: Readonly<Partial<Record<Match["name"], number>>> = {
  "operations.list": 100,
  "transactions.searchAll": 100,
};

export interface Links {
  readonly self: string;
  /** Only where there is another page. */
  readonly next?: string;
}

export interface Page {
  readonly data: unknown;
  readonly links?: Links;
}

/** The page that is asked for, where the operation has pages: `offset` is how much is on one, for all its name. */
export function cutPage(
  { name, operation }: Match,
  data: unknown,
  path: string,
  query: URLSearchParams,
): Page {
  if (operation.query?.offset === undefined || !Array.isArray(data)) return { data };
  const page = Number(query.get("page") ?? 0);
  const size = Number(query.get("offset") ?? largerSizes[name] ?? usualSize);
  const end = (page + 1) * size;
  const link = (to: number): string => {
    const parameters = new URLSearchParams(query);
    parameters.set("page", String(to));
    parameters.set("offset", String(size));
    return `${path}?${parameters}`;
  };
  return {
    data: data.slice(page * size, end),
    links: { self: link(page), ...(end < data.length && { next: link(page + 1) }) },
  };
}
