import { RepeatedPageError } from "../errors.js";
import type { ClearBankRequestOptions, ClearBankResponse } from "./call.js";

/** Which pages. */
export interface PageQuery {
  /** The first page to fetch; 1 by default. */
  readonly pageNumber?: number;
  /** How many items to ask for at once; ClearBank's default is 50, and it may send fewer. */
  readonly pageSize?: number;
}

/**
 * A list that comes in pages, fetched while it is walked.
 *
 * @example
 * ```ts
 * for await (const account of clearbank.accounts.list()) console.log(account.iban);
 * ```
 * @see ClearBank, "Query parameters"
 */
export interface PagedList<Item, Page> extends AsyncIterable<Item> {
  /** The pages themselves, up to and without the first empty one. */
  readonly pages: () => AsyncIterable<ClearBankResponse<Page>>;
}

/**
 * A {@link PagedList} over a function that fetches one page: walked until a page is empty.
 *
 * @throws TypeError where a number is not whole and at least 1; {@link RepeatedPageError}, while walking, where two
 * pages in succession hold the same items, as from a server that pays no heed to the page's number.
 */
export function pagedList<Item, Page>(
  fetchPage: (query: {
    readonly pageNumber: number;
    readonly pageSize?: number;
  }) => Promise<ClearBankResponse<Page>>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
  query: PageQuery = {},
): PagedList<Item, Page> {
  const { pageNumber: first = 1, pageSize } = query;
  for (const [name, value] of Object.entries({ pageNumber: first, pageSize })) {
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 1)) {
      throw new TypeError(`${name} must be a whole number of at least 1`);
    }
  }
  /** An answer may have no body at all, or leave out an empty list. */
  const items = (page: Page | undefined) => (page && itemsOf(page)) ?? [];

  async function* pages(): AsyncGenerator<ClearBankResponse<Page>> {
    let previous: string | undefined;
    for (let pageNumber = first; ; pageNumber += 1) {
      const page = await fetchPage({ pageNumber, ...(pageSize !== undefined && { pageSize }) });
      // A short page is no sign of the end: a server may cap the size.
      if (items(page.data).length === 0) return;
      const content = JSON.stringify(items(page.data));
      if (content === previous) {
        throw new RepeatedPageError(
          "ERR_CLEARBANK_PAGE_REPEATED",
          `Page ${pageNumber} holds the same items as the one before: does the endpoint know pageNumber?`,
        );
      }
      previous = content;
      yield page;
    }
  }
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const { data } of pages()) yield* items(data);
    },
  };
}

/** How each page is asked for. */
export type PagedOptions = Pick<ClearBankRequestOptions, "signal">;
