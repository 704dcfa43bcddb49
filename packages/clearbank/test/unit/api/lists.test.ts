import { expect, test } from "vitest";
import { createApi } from "../../../src/api/api.js";
import { requestPath } from "../../../src/client/request-path.js";
import { recordingCall } from "./recording-call.js";

async function all<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}

test("a list is walked page by page with its filters, until a page is empty", async () => {
  const { call, calls } = recordingCall(
    { transactions: [1, 2] },
    { transactions: [3] },
    { transactions: [] },
  );
  const { transactions } = createApi(call);
  const query = { endToEndIdentifier: "E2E-1", pageSize: 2 };
  expect(await all(transactions.listOfAccount("an account", query))).toEqual([1, 2, 3]);
  expect(calls.map((made) => made.query)).toEqual([
    { endToEndIdentifier: "E2E-1", pageSize: 2, pageNumber: 1 },
    { endToEndIdentifier: "E2E-1", pageSize: 2, pageNumber: 2 },
    { endToEndIdentifier: "E2E-1", pageSize: 2, pageNumber: 3 },
  ]);
});

test.each([{}, { directDebitMandates: null }, undefined])(
  "a page without a list (%j) ends it",
  async (page) => {
    const { call, calls } = recordingCall(page);
    expect(await all(createApi(call).mandates.list("an account"))).toEqual([]);
    expect(calls).toHaveLength(1);
  },
);

test("several transaction codes stand in the query one by one, each encoded", async () => {
  const { call, calls } = recordingCall();
  const { bacs } = createApi(call);
  await all(bacs.listUnapplied("040004", { transactionCodes: ["99", "Z&5"], sun: "123456" }));
  expect(calls.map(requestPath)).toEqual([
    "/v1/Transactions/040004/DirectCredit/Unapplied?transactionCodes=99&transactionCodes=Z%265&sun=123456&pageNumber=1",
  ]);
});

test("no transaction codes leave no trace in the query", async () => {
  const { call, calls } = recordingCall();
  await all(createApi(call).bacs.listUnpaid("040004", { transactionCodes: [] }));
  expect(calls.map(requestPath)).toEqual(["/v1/Transactions/040004/DirectDebit/Unpaid?pageNumber=1"]);
});

test("multi-currency transactions are paged with the names that stand on their wire", async () => {
  const { call, calls } = recordingCall({ transactions: [{ transactionId: "a" }] });
  const list = createApi(call).mccy.transactions.listOfAccount("an account", {
    Currency: "EUR",
    PageNumber: 4,
  });
  expect(await all(list)).toEqual([{ transactionId: "a" }]);
  expect(calls.map((made) => made.query)).toEqual([
    { Currency: "EUR", PageNumber: 4, PageSize: undefined },
    { Currency: "EUR", PageNumber: 5, PageSize: undefined },
  ]);
});

test("transactions of a virtual account are read as a list, and as the one that the file declares", async () => {
  const one = { transactionId: "a" };
  const asList = recordingCall({ transactions: [one] });
  const asOne = recordingCall(one);
  for (const { call } of [asList, asOne]) {
    const { transactions } = createApi(call).mccy;
    expect(await all(transactions.listOfVirtualAccount("an account", { Currency: "EUR" }))).toEqual([one]);
  }
});
