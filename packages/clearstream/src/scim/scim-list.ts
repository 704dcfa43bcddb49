import { CountersignError } from "@countersign/crypto-core";
import type { ScimFilter } from "./scim-filter.js";
import type { ScimListResponse } from "./types.js";

/**
 * Which resources, and how much of them.
 *
 * @see RFC 7644 sections 3.4.2 and 3.9
 * @beta
 */
export interface ScimQuery {
  /** From `scimFilter`, or text as it stands. */
  readonly filter?: ScimFilter | string;
  /** The path of an attribute, such as `userName`; without it the server decides on the order. */
  readonly sortBy?: string;
  /** RFC 7644's default is `ascending`. */
  readonly sortOrder?: "ascending" | "descending";
  /** The first resource to fetch, counted from 1; 1 by default. */
  readonly startIndex?: number;
  /** How many to ask for at once; the server may send fewer. */
  readonly count?: number;
  /** Only these, besides what is always there. */
  readonly attributes?: readonly string[];
  /** All but these, save what is always there. */
  readonly excludedAttributes?: readonly string[];
  /** Ends the walk through the pages. */
  readonly signal?: AbortSignal;
}

/**
 * A list that comes in pages, fetched while it is walked.
 *
 * @beta
 */
export interface ScimList<T> extends AsyncIterable<T> {
  /** The pages themselves; the first one is there even where nothing was found. */
  readonly pages: () => AsyncIterable<ScimListResponse<T>>;
}

/**
 * The server does not page: it answered with other resources than were asked for.
 *
 * @beta
 */
export class ScimPagingError extends CountersignError<"ERR_CLEARSTREAM_SCIM_PAGING"> {}

/** A {@link ScimList} over a function that fetches one page. */
export function scimList<T>(
  fetchPage: (query: string) => Promise<ScimListResponse<T>>,
  query: ScimQuery,
): ScimList<T> {
  const { startIndex: first = 1, count } = query;
  for (const [name, value] of Object.entries({ startIndex: first, count })) {
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 1)) {
      throw new TypeError(`${name} must be a whole number of at least 1`);
    }
  }
  async function* pages(): AsyncGenerator<ScimListResponse<T>> {
    for (let startIndex = first; ; ) {
      const page = await fetchPage(formatQuery({ ...query, startIndex }));
      if (page.startIndex !== undefined && page.startIndex !== startIndex) {
        throw new ScimPagingError(
          "ERR_CLEARSTREAM_SCIM_PAGING",
          `The list was asked for from ${startIndex} on, and answered from ${page.startIndex} on: does the server page?`,
        );
      }
      yield page;
      const received = page.Resources?.length ?? 0;
      startIndex += received;
      if (received === 0 || startIndex > page.totalResults) return;
    }
  }
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const { Resources = [] } of pages()) yield* Resources;
    },
  };
}

/** With the question mark; empty where there is nothing to say. */
export function formatQuery({
  filter,
  signal: _,
  attributes,
  excludedAttributes,
  ...rest
}: ScimQuery): string {
  const values = {
    filter: typeof filter === "object" ? filter.text : filter,
    ...rest,
    attributes: attributes?.join(","),
    excludedAttributes: excludedAttributes?.join(","),
  };
  const query = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return query.length === 0 ? "" : `?${query.join("&")}`;
}
