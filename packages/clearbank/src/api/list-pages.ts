import type { Call, ClearBankParameters } from "../client/call.js";
import { type PagedList, type PagedOptions, type PageQuery, pagedList } from "../client/pages.js";

/** A query whose every member can stand in a URL. */
type Query<T> = PageQuery & { readonly [K in keyof T]: ClearBankParameters[string] };

/** A list whose pages are asked for with `pageNumber` and `pageSize`. */
export function listPages<Item, Page, Q extends Query<Q>>(
  call: Call,
  request: {
    readonly path: string;
    readonly params?: ClearBankParameters;
    readonly query?: Q | undefined;
    readonly options?: PagedOptions | undefined;
  },
  itemsOf: (page: Page) => readonly Item[] | null | undefined,
): PagedList<Item, Page> {
  const { path, params, query, options } = request;
  return pagedList(
    (page) => call<Page>({ method: "GET", path, params, query: { ...query, ...page }, ...options }),
    (page) => itemsOf(page) ?? [],
    query,
  );
}
