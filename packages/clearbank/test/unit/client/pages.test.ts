import { describe, expect, it } from "vitest";
import { type PageQuery, pagedList } from "../../../src/client/pages.js";
import { type ClearBankResponse, RepeatedPageError } from "../../../src/index.js";

interface Page {
  readonly accounts?: readonly number[];
}

/** A list over pages that the test gives, and which of them were asked for. */
function list(pages: readonly (Page | undefined)[], query?: PageQuery) {
  const asked: unknown[] = [];
  const walked = pagedList<number, Page>(
    async (given) => {
      asked.push(given);
      return { data: pages[given.pageNumber - 1], status: 200 } as ClearBankResponse<Page>;
    },
    (page) => page.accounts,
    query,
  );
  return { walked, asked };
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const three = [{ accounts: [1, 2] }, { accounts: [3] }, { accounts: [4, 5] }, { accounts: [] }];

describe("a list in pages", () => {
  it("is walked until a page is empty, short ones in between", async () => {
    const { walked, asked } = list(three);
    expect(await collect(walked)).toEqual([1, 2, 3, 4, 5]);
    expect(asked).toEqual([1, 2, 3, 4].map((pageNumber) => ({ pageNumber })));
  });

  it("starts where it is told, with the size that is asked for", async () => {
    const { walked, asked } = list(three, { pageNumber: 3, pageSize: 2 });
    expect(await collect(walked)).toEqual([4, 5]);
    expect(asked).toEqual([3, 4].map((pageNumber) => ({ pageNumber, pageSize: 2 })));
  });

  it("gives its pages, and can be walked again", async () => {
    const { walked } = list(three);
    for (const _ of [1, 2]) {
      expect((await collect(walked.pages())).map(({ data }) => data)).toEqual(three.slice(0, 3));
    }
  });

  it("fetches nothing that is not wanted", async () => {
    const { walked, asked } = list(three);
    for await (const item of walked) if (item === 2) break;
    expect(asked).toHaveLength(1);
  });

  it.each([
    ["has no body", undefined],
    ["leaves out the list", {}],
  ])("ends with a page that %s", async (_name, last) => {
    expect(await collect(list([{ accounts: [1] }, last]).walked)).toEqual([1]);
  });

  it("comes to an end where the server pays no heed to the page's number", async () => {
    const { walked, asked } = list(Array.from({ length: 9 }, () => ({ accounts: [1, 2] })));
    const error = await collect(walked).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RepeatedPageError);
    expect(error).toMatchObject({ code: "ERR_CLEARBANK_PAGE_REPEATED" });
    expect((error as Error).message).toMatch(/^Page 2 holds the same items/);
    expect(asked).toHaveLength(2);
  });

  it.each([
    [{ pageNumber: 0 }, "pageNumber"],
    [{ pageNumber: 1.5 }, "pageNumber"],
    [{ pageSize: -1 }, "pageSize"],
    [{ pageSize: Number.POSITIVE_INFINITY }, "pageSize"],
  ])("needs whole numbers: %o", (query, name) => {
    expect(() => list([], query)).toThrow(new TypeError(`${name} must be a whole number of at least 1`));
  });
});
