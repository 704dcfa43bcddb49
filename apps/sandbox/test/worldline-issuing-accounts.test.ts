import { beforeAll, describe, expect, it } from "vitest";
import { noon, year } from "./support/fixed-day.js";
import { type Issuer, type IssuingAnswer, openIssuer, tokenOf } from "./support/issuing.js";
import { day, expectRefusal, type TestSandbox, testSandbox } from "./support/sandbox.js";

type Json = Record<string, unknown>;

const account = "/accounts/external-accounts/ACCOUNT-001";
const always = "startTime=2020-01-01T00:00:00Z&endTime=2099-01-01T00:00:00Z";
const postedAlways = { postingDateFrom: "2020-01-01T00:00:00Z", postingDateTo: "2099-01-01T00:00:00Z" };
const pan = "4454420000010018";

let box: TestSandbox;
let issuer: Issuer;

beforeAll(async () => {
  box = await testSandbox({ now: () => noon });
  issuer = await openIssuer(box);
});

async function get(path: string): Promise<IssuingAnswer["data"]> {
  const answer = await issuer.call("GET", path);
  expect([path, answer.status, answer.reason]).toEqual([path, 200, ""]);
  return answer.data;
}

describe("statements", () => {
  it("are listed once their cycles have closed, with their reprints where that is asked for", async () => {
    const list = await get(`${account}/statements?embed=reprintHistory`);
    expect(list.map((each: Json) => each.cycleClosureDate)).toEqual([
      `${year}-03-31T23:59:59.000+00:00`,
      `${year}-04-30T23:59:59.000+00:00`,
    ]);
    expect(list[0].reprintHistory).toEqual([
      { requestedDate: `${year}-04-03T23:59:59.000+00:00`, origin: "BACK_OFFICE", username: "jdoe" },
    ]);
    expect((await get(`${account}/statements`))[0]).not.toHaveProperty("reprintHistory");
    const period = `periodStartDateTime=${year}-04-01T00:00:00Z&periodEndDateTime=${year}-04-30T23:59:59Z`;
    expect(await get(`${account}/statements?${period}`)).toHaveLength(1);
    expect(await get("/accounts/external-accounts/ACCOUNT-002/statements")).toEqual([]);
  });

  it("are named by the date, as the last one or as the next one", async () => {
    const one = await get(`${account}/statements/${year}-03-31T23:59:59Z`);
    const last = await get(`${account}/statements/last`);
    const next = await get(`${account}/statements/next`);
    expect([one, last, next].map((each) => each.cycleClosureDate.slice(0, 10))).toEqual([
      `${year}-03-31`,
      `${year}-04-30`,
      `${year}-05-31`,
    ]);
    expect(next.previousCycleClosureDate).toBe(last.cycleClosureDate);
    const rule = "worldline-issuing.statement.closure-date";
    for (const date of [`${year}-03-31`, `${year}-03-31T12:00:00Z`, `${year}-04-31T23:59:59Z`, "first"]) {
      expectRefusal(await issuer.call("GET", `${account}/statements/${date}`), 400, rule);
    }
    const open = await issuer.call("GET", `${account}/statements/${year}-05-31T23:59:59Z`);
    expectRefusal(open, 404, "worldline-issuing.not-found");
    const none = await issuer.call("GET", "/accounts/external-accounts/ACCOUNT-002/statements/last");
    expectRefusal(none, 404, "worldline-issuing.not-found");
  });

  it("have the operations of their own cycle", async () => {
    const paths = [`${year}-03-31T23:59:59Z`, "last", "next"].map(
      (name) => `${account}/statements/${name}/operations`,
    );
    const cycles = await Promise.all(paths.map(get));
    const ids = cycles.flat().map(({ operationIdentifier }) => operationIdentifier.operationId);
    expect(cycles.map((each) => each.length)).toEqual([12, 12, 12]);
    expect(new Set(ids).size).toBe(36);
    expect(ids).toEqual([...ids].sort());
    expect(cycles[0]?.[5]).toMatchObject({
      operationKind: "BAL_ADJ",
      origin: "BACK_OFFICE",
      username: "jdoe",
    });
    const excluded = await get(`${paths[0]}?excludeOperationKinds=SUBPAYOP&excludeOperationKinds=FEE`);
    expect(excluded).toHaveLength(10);
  });

  it("close as the sandbox's clock goes on", async () => {
    const own = await testSandbox();
    const later = await openIssuer(own);
    const before = (await later.call("GET", `${account}/statements/next`)).data;
    own.clock.advance(31 * day);
    const headers = { Authorization: `Bearer ${await tokenOf(own, later)}` };
    const last = await later.call("GET", `${account}/statements/last`, undefined, headers);
    expect(last.data).toEqual(before);
    const next = await later.call("GET", `${account}/statements/next`, undefined, headers);
    expectRefusal(next, 404, "worldline-issuing.not-found");
  });
});

describe("operations", () => {
  it("are listed by time, card and kind, in either order", async () => {
    const list = await get(`${account}/operations?${always}`);
    expect(list).toHaveLength(33);
    const dates = list.map((each: Json) => each.postingDate);
    expect(dates).toEqual([...dates].sort());
    const turned = await get(`${account}/operations?${always}&sort=desc`);
    expect(turned.map((each: Json) => each.postingDate)).toEqual([...dates].reverse());
    expect(list[0]).not.toHaveProperty("authorization");
    expect(list[0]).not.toHaveProperty("debit");
    const april = `startTime=${year}-04-01T00:00:00Z&endTime=${year}-04-30T23:59:59Z`;
    expect(await get(`${account}/operations?${april}`)).toHaveLength(11);
    expect(await get(`${account}/operations?${always}&printOnStatement=false`)).toHaveLength(3);
    expect(await get(`${account}/operations?${always}&excludeOperationKinds=SUBPAYOP`)).toHaveLength(30);
    expect(await get(`${account}/operations?${always}&panReference=none`)).toEqual([]);
    expect(await get(`${account}/operations?${always}&panReference=${list[0].panReference}`)).toHaveLength(
      33,
    );
    const embedded = await get(`${account}/operations?${always}&embed=authorization&embed=addendum`);
    expect(embedded[2]).toHaveProperty("lodgingInformation");
    expect(embedded[0].authorization.transactionDate).toBe(embedded[0].transactionDate);
  });

  it("are had with their details by their id and by their external identity", async () => {
    const list = await get(`${account}/operations?${always}`);
    const part = list.find((each: Json) => each.operationKind === "SUBPAYOP");
    const { operationId } = part.operationIdentifier;
    const path = `${account}/operations/${operationId}?embed=parentOperation`;
    const details = await get(path);
    expect(details.debit).toBe(true);
    expect(details.parentOperation.operationIdentifier).toEqual(part.parentOperationIdentifier);
    const { externalOperationDate, externalOperationReference, externalOperationServicePoster } = part;
    const identity = { externalOperationDate, externalOperationReference, externalOperationServicePoster };
    const inquire = (body: Json, path = account) => issuer.call("POST", `${path}/inquire-operation`, body);
    const inquired = await inquire(identity);
    expect(inquired.data.operationIdentifier.operationId).toBe(operationId);
    const other: Json[] = [
      { externalOperationDate: `${year}-03-01T00:00:00Z` },
      { externalOperationReference: "EXT" },
      { externalOperationServicePoster: "OTHER" },
    ];
    for (const each of other) {
      expectRefusal(await inquire({ ...identity, ...each }), 404, "worldline-issuing.not-found");
    }
    const elsewhere = "/accounts/external-accounts/ACCOUNT-002";
    expectRefusal(await inquire(identity, elsewhere), 404, "worldline-issuing.not-found");
    const foreign = await issuer.call("GET", `${elsewhere}/operations/${operationId}`);
    expectRefusal(foreign, 404, "worldline-issuing.not-found");
  });

  it("are searched by what they have", async () => {
    const count = async (body: Json) => {
      const answer = await issuer.send("POST", "/search-operations?offset=100", body);
      expect([body, answer.status, answer.reason]).toEqual([body, 200, ""]);
      return answer.data.length;
    };
    const list = await get(`${account}/operations?${always}`);
    const euros = (value: number) => ({ value, exponent: 2, isoCode: "EUR" });
    const own = { pan, ...postedAlways };
    const cases: [Json, number][] = [
      [own, 36],
      [{ ...own, pan: "none" }, 0],
      [{ operationIdentifier: list[3].operationIdentifier }, 1],
      [{ issuerCompanyExternalReference: "COMPANY-001", ...postedAlways }, 1],
      [{ virtualServiceCardExternalReference: "VCA-001", ...postedAlways }, 1],
      [{ virtualServiceCardNumber: "4454429000000017", ...postedAlways }, 1],
      [{ postingAccountIdentifier: { issuerAccountExternalReference: "ACCOUNT-001" }, ...postedAlways }, 36],
      [{ postingAccountIdentifier: { issuerAccountExternalReference: "ACCOUNT-002" }, ...postedAlways }, 0],
      [
        { pan, transactionDateFrom: `${year}-04-01T00:00:00Z`, transactionDateTo: `${year}-04-30T23:59:59Z` },
        12,
      ],
      [{ ...own, cardAcceptorName: "hotel%" }, 9],
      [{ ...own, operationKinds: ["FEE", "BAL_ADJ"] }, 6],
      [{ ...own, approvalCode: list[0].approvalCode }, 1],
      [{ ...own, referenceAmountFrom: euros(1250), referenceAmountTo: euros(1625) }, 6],
      [
        {
          ...own,
          referenceAmountFrom: { value: 125, exponent: 1, isoCode: "EUR" },
          referenceAmountTo: euros(1250),
        },
        3,
      ],
      [{ ...own, referenceAmountFrom: { value: 1, exponent: 2, isoCode: "USD" } }, 0],
    ];
    for (const [body, expected] of cases) expect([body, await count(body)]).toEqual([body, expected]);
    const virtual = { virtualServiceCardNumber: "4454429000000017", ...postedAlways };
    const shown = await issuer.send("POST", "/search-operations?embed=virtualCardService", virtual);
    expect(shown.data[0].virtualCardService.virtualServiceCardExternalReference).toBe("VCA-001");
  });

  it("say each where it came from and who entered it", async () => {
    const search = async (body: Json): Promise<Json[]> =>
      (await issuer.send("POST", "/search-operations?offset=100", { ...body, ...postedAlways })).data;
    const seeded = [
      ...(await search({ pan })),
      ...(await search({ issuerCompanyExternalReference: "COMPANY-001" })),
    ];
    expect(seeded).toHaveLength(37);
    for (const { operationIdentifier, operationKind, origin, username } of seeded) {
      const who = operationKind === "BAL_ADJ" ? ["BACK_OFFICE", "jdoe"] : ["CLEARING", "system"];
      expect([operationIdentifier, origin, username]).toEqual([operationIdentifier, ...who]);
    }
  });

  it("are searched by a criterion and within a time", async () => {
    const { postingDateFrom, postingDateTo } = postedAlways;
    const transactions = { transactionDateFrom: postingDateFrom, transactionDateTo: postingDateTo };
    const cases: [Json, string][] = [
      [postedAlways, "worldline-issuing.search.operation"],
      [
        { virtualServiceCardNumber: "1", virtualServiceCardExternalReference: "2", ...postedAlways },
        "worldline-issuing.search.virtual-card",
      ],
      [{ pan }, "worldline-issuing.search.dates"],
      [{ pan, ...postedAlways, ...transactions }, "worldline-issuing.search.dates"],
      [
        { operationIdentifier: { operationId: "1" }, ...postedAlways, ...transactions },
        "worldline-issuing.search.dates",
      ],
      [{ pan, postingDateFrom }, "worldline-issuing.search.range"],
      [{ pan, transactionDateTo: postingDateTo }, "worldline-issuing.search.range"],
    ];
    for (const [body, rule] of cases) {
      expectRefusal(await issuer.send("POST", "/search-operations", body), 400, rule);
    }
  });
});

it("operations of the accounts below one are listed with its own where that is asked for", async () => {
  const root = "/accounts/external-accounts/CORPORATE-ROOT";
  expect(await get(`${root}/operations?${always}`)).toEqual([]);
  const all = await get(`${root}/operations?${always}&allAccountHierarchy=true`);
  expect(all.map((each: Json) => each.postingAccountIdentifier)).toMatchObject([
    { issuerAccountExternalReference: "EMPLOYEE-002" },
  ]);
});

describe("transactions", () => {
  const search = (body: Json) =>
    issuer.send("POST", "/search-transactions", { issuerId: issuer.issuerId, ...body });

  it("are searched by what they have", async () => {
    const all = (await search({ pan })).data;
    expect(all).toHaveLength(27);
    const [first] = all;
    const euros = (value: number) => ({ value, exponent: 2, isoCode: "EUR" });
    const cardIdentifier = { issuerCardExternalReference: "CARD-001" };
    const cases: [Json, number][] = [
      [{ cardIdentifier }, 27],
      [{ cardIdentifier: { issuerCardExternalReference: "CARD-002" } }, 0],
      [{ accountIdentifier: { issuerAccountExternalReference: "ACCOUNT-001" } }, 27],
      [{ accountIdentifier: { issuerAccountExternalReference: "ACCOUNT-009" } }, 0],
      [{ transactionIdentifiers: [first.transactionIdentifier] }, 1],
      [{ acquirerReferenceDataList: [first.acquirerReferenceData] }, 1],
      [{ relatedTransaction: related(first.transactionIdentifier) }, 27],
      [{ relatedTransaction: related({ transactionId: "0" }) }, 0],
      [{ pan, status: "CREATED" }, 0],
      [{ pan, transactionTypes: ["CASH"] }, 0],
      [{ pan, transactionTypes: ["SALES", "CASH"] }, 27],
      [{ pan, cardAcceptorName: "Station%" }, 6],
      [{ pan, disputedTransactions: "YES" }, 6],
      [{ pan, disputedTransactions: "NO" }, 21],
      [{ pan, fraudulentTransactions: "YES" }, 0],
      [{ pan, transactionAmount: euros(1250) }, 3],
      [{ pan, transactionAmountFrom: euros(1250), transactionAmountTo: euros(1625) }, 6],
      [{ pan, transactionAmountCurrency: "USD" }, 0],
      [{ pan, merchantCategoryCode: "5812" }, 27],
      [{ pan, transactionDateFrom: `${year}-05-01T00:00:00Z` }, 9],
      [{ pan, processingDateTo: `${year}-03-31T23:59:59Z` }, 9],
      [{ panToken: "none" }, 0],
    ];
    for (const [body, expected] of cases) {
      const answer = await search(body);
      expect([body, answer.reason, answer.data?.length]).toEqual([body, "", expected]);
    }
  });

  it("are searched by a criterion, and by one amount or a range", async () => {
    expectRefusal(await search({}), 400, "worldline-issuing.search.transaction");
    expectRefusal(await search({ status: "CREATED" }), 400, "worldline-issuing.search.transaction");
    const amount = { value: 1, exponent: 2, isoCode: "EUR" };
    const both = { pan, transactionAmount: amount, transactionAmountTo: amount };
    expectRefusal(await search(both), 400, "worldline-issuing.search.amount");
    expectRefusal(await search({ pan, issuerIds: ["1"] }), 400, "worldline-issuing.search.issuers");
  });
});

function related(transactionIdentifier: Json): Json {
  return { transactionIdentifier, relationshipType: "SAME_PAN_OR_TOKEN" };
}

describe("credit transfers and direct debits", () => {
  it("are listed by trigger and time, without their history", async () => {
    const cases: [string, number][] = [
      ["credit-transfers", 2],
      ["credit-transfers?reimbursementTriggers=CYCLIC&reimbursementTriggers=DAILY", 1],
      ["credit-transfers?reimbursementTriggers=DAILY", 0],
      [`credit-transfers?periodStartDateTime=${year}-05-01T00:00:00Z`, 1],
      ["direct-debits", 3],
      ["direct-debits?paymentTriggers=ON_DEMAND", 1],
      [`direct-debits?periodEndDateTime=${year}-05-10T00:00:00Z`, 2],
    ];
    for (const [path, expected] of cases) {
      const list = await get(`${account}/${path}`);
      expect([path, list.length]).toEqual([path, expected]);
      for (const each of list) expect(each).not.toHaveProperty("statusHistory");
    }
    expect(await get("/accounts/external-accounts/ACCOUNT-002/direct-debits")).toEqual([]);
  });

  it("are had one by one, with their history where that is asked for", async () => {
    const [transfer] = await get(`${account}/credit-transfers`);
    const credit = `/credit-transfers/${transfer.creditTransferIdentifier.endToEndId}`;
    const [debit] = await get(`${account}/direct-debits`);
    const direct = `/direct-debits/${debit.directDebitIdentifier.endToEndId}`;
    for (const path of [credit, direct]) {
      expect(await get(path)).not.toHaveProperty("statusHistory");
      const { statusHistory } = await get(`${path}?embed=statusHistory`);
      expect(statusHistory[0]).toMatchObject({ origin: "BACK_OFFICE", username: "jdoe" });
    }
    for (const path of [
      "/credit-transfers/none",
      "/direct-debits/none",
      `/direct-debits${credit.slice(17)}`,
    ]) {
      expectRefusal(await issuer.call("GET", path), 404, "worldline-issuing.not-found");
    }
  });
});
