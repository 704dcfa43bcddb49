import { describe, expect, it } from "vitest";
import { emptyLedger, receivePayment } from "../src/clearbank/api/institution.js";
import { JsonNumber, readRawJson, writeRawJson } from "../src/wire/raw-json.js";
import { TestInstitution } from "./support/clearbank-api.js";
import { batch, number, otherIban, transfer } from "./support/clearbank-requests.js";

const nobody = "0f8fad5b-d9cb-469f-a165-70867728950e";

describe("numbers in JSON", () => {
  it("keep their digits, in and out", () => {
    for (const text of [
      '{"a":[13.0,-0,1e400],"b":{"1.5":"2.50"}}',
      "9007199254740993",
      '["\\u0041",null,true]',
    ]) {
      expect(writeRawJson(readRawJson(text))).toBe(text.replace("\\u0041", "A"));
    }
    expect(readRawJson(' { "x" : 2000000.00 } ')).toEqual({ x: new JsonNumber("2000000.00") });
  });

  it("come from JSON only, and the last of two members counts", () => {
    for (const text of ["", "{a:1}", "01", "[1,]", '"\n"'])
      expect(() => readRawJson(text)).toThrow(SyntaxError);
    expect(readRawJson('{"a":1,"a":2}')).toEqual({ a: new JsonNumber("2") });
    expect(Object.keys(readRawJson('{"__proto__":1}') as object)).toEqual(["__proto__"]);
  });
});

describe("accounts", () => {
  it("are listed with their balance in two decimals, and with links to a host of ClearBank's own", () => {
    const institution = new TestInstitution();
    const answer = institution.call("GET", "/v3/Accounts");
    expect(answer.status).toBe(200);
    expect(answer.json.accounts.length).toBe(2);
    expect(answer.text).toContain('"amount":2000000.00,');
    expect(answer.json.halLinks).toEqual([
      {
        name: "self",
        href: "https://blue-institution-api-sim.clearbank.co.uk/v3/Accounts?PageNumber=1&PageSize=50",
        templated: false,
      },
      {
        name: "Account",
        href: "https://blue-institution-api-sim.clearbank.co.uk/v3/Accounts/{accountId}",
        templated: true,
      },
      {
        name: "Transactions",
        href: "https://blue-institution-api-sim.clearbank.co.uk/v2/Accounts/{accountId}/Transactions",
        templated: true,
      },
      {
        name: "Mandates",
        href: "https://blue-institution-api-sim.clearbank.co.uk/v2/Accounts/{accountId}/Mandates",
        templated: true,
      },
    ]);
    institution.switches.set("clearbank.linkHost", "own");
    const [self, ...templated] = institution.call("GET", "/v3/Accounts").json.halLinks;
    expect(self.href).toMatch(/^https:\/\/127\.0\.0\.1:1\/v3\/Accounts\?/);
    const id = String(institution.ledger.accounts[0]?.id);
    for (const { href } of templated) {
      const { pathname } = new URL(href.replace("{accountId}", id));
      expect([href, institution.call("GET", pathname).status]).toEqual([href, 200]);
    }
  });

  it("are found whatever the case of the path and of the parameters", () => {
    const institution = new TestInstitution();
    const answer = institution.call("GET", "/V3/ACCOUNTS?PAGESIZE=1&pagenumber=2");
    expect(answer.json.accounts.map(({ id }: { id: string }) => id)).toEqual([
      institution.ledger.accounts[1]?.id,
    ]);
    const id = institution.ledger.accounts[0]?.id.toUpperCase();
    expect(institution.call("GET", `/v3/accounts/${id}`).json.account.id).toBe(
      institution.ledger.accounts[0]?.id,
    );
  });

  it("end with an empty page, and come in smaller pages where the server caps them", () => {
    const institution = new TestInstitution();
    const sizes = (query: string) => institution.call("GET", `/v3/Accounts?${query}`).json.accounts.length;
    expect([sizes("pageNumber=1"), sizes("pageNumber=2"), sizes("pageSize=1&pageNumber=3")]).toEqual([
      2, 0, 0,
    ]);
    institution.pageSizeCap = 1;
    expect([sizes("pageNumber=1"), sizes("pageNumber=2"), sizes("pageNumber=3")]).toEqual([1, 1, 0]);
  });

  it.each(["pageNumber=0", "pageSize=x", "pageSize=1.5", "pageNumber=-1"])("refuse the page %s", (query) => {
    const answer = new TestInstitution().call("GET", `/v3/Accounts?${query}`);
    expect([answer.status, answer.rule]).toEqual([400, "clearbank.validation"]);
    expect(Object.keys(answer.json.errors)).toEqual([query.split("=")[0]]);
  });

  it("are opened empty, with an IBAN of their own, and told by webhook", () => {
    const institution = new TestInstitution();
    const answer = institution.call("POST", "/v3/Accounts", {
      accountName: "New, Inc.",
      owner: { name: "Ada Byron" },
      sortCode: "112233",
      usageType: "SafeguardedPooled",
    });
    expect(answer.status).toBe(201);
    expect(answer.json.account).toMatchObject({
      name: "New, Inc.",
      label: "Ada Byron",
      accountSubType: "SafeguardedPooled",
    });
    expect(answer.json.account.iban).toMatch(/^GB\d{2}CUBK112233\d{8}$/);
    expect(answer.text).toContain('"amount":0.00,');
    expect(
      institution
        .take()
        .map(({ type, version, payload }) => [type, version, payload.AccountIdentifiers.IBAN]),
    ).toEqual([["AccountCreated", 1, answer.json.account.iban]]);
    const path = `/v3/Accounts/${answer.json.account.id}`;
    expect(institution.call("GET", path).json.account).toEqual(answer.json.account);
  });

  it("are not opened without what they need", () => {
    const institution = new TestInstitution();
    const answer = institution.call("POST", "/v3/Accounts", {
      accountName: "a/b",
      owner: { name: "" },
      sortCode: "1",
    });
    expect([answer.status, answer.rule]).toEqual([400, "clearbank.validation"]);
    expect(Object.keys(answer.json.errors)).toEqual(["accountName", "owner.name", "sortCode"]);
    expect([institution.ledger.accounts.length, institution.take()]).toEqual([2, []]);
  });

  it("can be changed until they are closed", () => {
    const institution = new TestInstitution();
    const id = institution.ledger.accounts[0]?.id;
    const patch = (body: object) => institution.call("PATCH", `/v1/Accounts/${id}`, body);
    expect(patch({ ownerName: "Ada", minimumBalance: number("-200") }).status).toBe(204);
    expect(institution.call("GET", `/v3/Accounts/${id}`).text).toContain('"amount":-200.00,');
    expect(patch({ status: "NotProvided" }).status).toBe(204);
    expect(institution.ledger.accounts[0]?.status).toBe("Enabled");
    expect(patch({ status: "Closed", statusReason: "Other" }).status).toBe(204);
    expect([patch({ status: "Enabled" }).status, patch({}).rule]).toEqual([409, "clearbank.conflict"]);
  });

  it("that are not there are not found", () => {
    const institution = new TestInstitution();
    const missing = institution.call("GET", `/v3/Accounts/${nobody}`);
    expect([missing.status, missing.text, missing.rule]).toEqual([404, "", "clearbank.unknown"]);
    expect(institution.call("GET", `/v2/Accounts/${nobody}`).json.errors.accountId.length).toBe(1);
    const malformed = institution.call("GET", "/v3/Accounts/1");
    expect([malformed.status, malformed.rule]).toEqual([400, "clearbank.validation"]);
  });
});

describe("the closure of an account", () => {
  function prepared(index: number) {
    const institution = new TestInstitution();
    const path = `/v1/accounts/${institution.ledger.accounts[index]?.id}`;
    const close = () => institution.call("POST", `${path}/closure`, { closureReason: "AccountSwitched" });
    const closure = () => institution.call("GET", `${path}/closure`).json.accountClosure;
    return { institution, path, close, closure };
  }

  it("is told by webhook, and done once", () => {
    const { institution, close, closure } = prepared(1);
    expect(closure()).toMatchObject({ accountStatus: "Enabled", closureStatus: "None" });
    expect([close().status, close().status, close().rule]).toEqual([202, 409, "clearbank.conflict"]);
    expect(institution.take().map(({ type, payload }) => [type, payload.ClosureReason])).toEqual([
      ["AccountClosureCompleted", "AccountSwitched"],
    ]);
    expect(closure()).toMatchObject({ accountStatus: "Closed", closureStatus: "Complete" });
  });

  it("needs a nominated account for the money, and sends it there", () => {
    const { institution, path, close, closure } = prepared(0);
    expect(institution.call("GET", `${path}/nominated-account`).rule).toBe("clearbank.unknown");
    expect(close().status).toBe(202);
    expect(institution.take().map(({ type }) => type)).toEqual(["AccountClosureFailed"]);
    expect(closure()).toMatchObject({ accountStatus: "Enabled", closureStatus: "Failed" });
    const nominate = (identifier: string) =>
      institution.call("PUT", `${path}/nominated-account`, {
        ...{ identifier, identifierKind: "Iban", ownerName: "Ada Byron" },
      }).status;
    expect([nominate("nowhere"), close().status]).toEqual([200, 202]);
    expect(institution.take().map(({ type }) => type)).toEqual(["AccountClosureFailed"]);
    expect([nominate(otherIban), close().status]).toEqual([200, 202]);
    const webhooks = institution.take();
    expect(webhooks.map(({ type }) => type)).toEqual(["TransactionSettled", "AccountClosureCompleted"]);
    expect(webhooks[0]?.payload.CounterpartAccount.IBAN).toBe(otherIban);
    expect(institution.ledger.accounts[0]?.balance).toBe("0.00");
    const { nominatedAccount } = institution.call("GET", `${path}/nominated-account`).json;
    expect(nominatedAccount).toMatchObject({ identifier: otherIban, ownerName: "Ada Byron" });
  });
});

describe("virtual accounts", () => {
  function create(institution: TestInstitution, ...identifiers: object[]) {
    const id = institution.ledger.accounts[1]?.id;
    const virtualAccounts = identifiers.map((accountIdentifier) => ({
      ownerName: "Joe Brown",
      accountIdentifier,
    }));
    const answer = institution.call("POST", `/v2/Accounts/${id}/Virtual`, { virtualAccounts });
    expect([answer.status, Object.keys(answer.json)]).toEqual([202, ["halLinks"]]);
    return institution.take();
  }

  it("are made one by one, and webhooks tell", () => {
    const institution = new TestInstitution();
    const [created, failed] = create(
      institution,
      { bban: "CUBK04040512345678", externalIdentifier: "ext-1" },
      { bban: "CUBK11223312345678" },
    );
    expect([created?.type, created?.version]).toEqual(["VirtualAccountCreated", 3]);
    expect(created?.payload).toMatchObject({
      AccountId: institution.ledger.accounts[1]?.id,
      AccountIdentifier: { Bban: "CUBK04040512345678", ExternalIdentifier: "ext-1" },
      OwnerName: "Joe Brown",
    });
    expect([failed?.type, failed?.version]).toEqual(["VirtualAccountCreationFailed", 3]);
    expect(failed?.payload.Errors).toEqual({ SortCodeDoesNotBelongToInstitution: "Invalid Sort Code" });
    const listed = institution.call("GET", `/v2/Accounts/${institution.ledger.accounts[1]?.id}/Virtual`).json
      .accounts;
    expect(listed.map(({ bban }: { bban: string }) => bban)).toEqual(["CUBK04040512345678"]);
    expect(institution.call("GET", "/v1/accounts/virtual").json.accounts).toEqual(listed);
  });

  it.each([
    ["AccountIdentifiers", {}],
    ["AccountIban", { iban: "GB00CUBK04040512345678" }],
    ["AccountBban", { bban: "1234" }],
    ["AccountIdentifiers", { bban: "CUBK04040500000001" }],
    ["ExternalVirtualAccountIdNotUnique", { bban: "CUBK04040500000002", externalIdentifier: "used" }],
  ])("fail with %s", (code, identifier) => {
    const institution = new TestInstitution();
    create(institution, { bban: "CUBK04040500000001", externalIdentifier: "used" });
    const [failed] = create(institution, identifier);
    expect([failed?.type, Object.keys(failed?.payload.Errors)]).toEqual([
      "VirtualAccountCreationFailed",
      [code],
    ]);
    expect(institution.ledger.virtualAccounts.length).toBe(1);
  });

  it("can be amended and disabled, and not found under another account", () => {
    const institution = new TestInstitution();
    create(institution, { bban: "CUBK04040500000001" });
    const [{ id, accountId } = { id: "", accountId: "" }] = institution.ledger.virtualAccounts;
    const path = `/Accounts/${accountId}/Virtual/${id}`;
    expect(institution.call("PATCH", `/v1${path}`, { ownerName: "Joan" }).status).toBe(204);
    expect(institution.call("DELETE", `/v1${path}`).status).toBe(204);
    expect(institution.call("GET", `/v2${path}`).json.account).toMatchObject({
      name: "Joan",
      status: "Disabled",
    });
    const other = `/Accounts/${institution.ledger.accounts[0]?.id}/Virtual/${id}`;
    expect(institution.call("GET", `/v2${other}`).status).toBe(404);
    expect(institution.call("DELETE", `/v1${other}`).rule).toBe("clearbank.unknown");
  });

  it("receive and send, with the real account's money", () => {
    const institution = new TestInstitution();
    const [created] = create(institution, { bban: "CUBK04040500000001" });
    const iban = created?.payload.AccountIdentifier.Iban;
    receivePayment(institution, { iban, amount: "40", debtorName: "Bob" });
    institution.call(
      "POST",
      "/v3/payments/fps",
      batch(institution, [transfer({ amount: "15.00" })], { iban }),
    );
    const accounts = institution.take().map(({ payload }) => payload.Account);
    expect(accounts.map((each) => [each.IBAN, each.OwnerName, each.Balance])).toEqual([
      [iban, "Joe Brown", undefined],
      [iban, "Joe Brown", undefined],
    ]);
    expect(institution.ledger.accounts[1]?.balance).toBe("25.00");
    const [{ id, accountId } = { id: "", accountId: "" }] = institution.ledger.virtualAccounts;
    const { transactions } = institution.call(
      "GET",
      `/v2/Accounts/${accountId}/Virtual/${id}/Transactions`,
    ).json;
    expect(transactions.map(({ debitCreditCode }: { debitCreditCode: string }) => debitCreditCode)).toEqual([
      "DBIT",
      "CRDT",
    ]);
    const one = `/v2/Accounts/${accountId}/Virtual/${id}/Transactions/${transactions[0].transactionId}`;
    expect(institution.call("GET", one).json.transaction).toEqual(transactions[0]);
  });
});

describe("transactions", () => {
  function traded(): TestInstitution {
    const institution = new TestInstitution();
    const iban = institution.ledger.accounts[1]?.iban ?? "";
    receivePayment(institution, {
      iban,
      amount: "1",
      debtorName: "Bob",
      endToEndId: "first",
      scheme: "Chaps",
    });
    institution.now = new Date("2026-03-04T12:00:00Z");
    institution.call("POST", "/v3/payments/fps", batch(institution, [transfer({ endToEndId: "second" })]));
    return institution;
  }

  const ids = (institution: TestInstitution, query = "") =>
    institution
      .call("GET", `/v2/Transactions${query}`)
      .json.transactions.map((each: { endToEndIdentifier: string }) => each.endToEndIdentifier);

  it("are listed newest first, with the other side's account", () => {
    const institution = traded();
    expect(ids(institution)).toEqual(["second", "first"]);
    const answer = institution.call("GET", "/v2/Transactions");
    expect(answer.text).toContain('"instructedAmount":12.50,');
    expect(answer.json.transactions[0]).toMatchObject({
      status: "ACSC",
      debitCreditCode: "DBIT",
      counterpartAccount: {
        identification: {
          iban: otherIban,
          sortCode: "601613",
          accountNumber: "31926819",
          accountName: "Ada Byron",
        },
      },
      ultimateRemitterAccount: { id: institution.ledger.accounts[0]?.id },
    });
    expect(institution.call("GET", "/v1/Transactions").json.transactions[0]).toEqual({
      transactionId: answer.json.transactions[0].transactionId,
      status: "ACSC",
    });
  });

  it.each([
    ["?startDateTime=2026-03-04T00:00:00Z", ["second"]],
    ["?EndDateTime=2026-03-04T12:00:00", ["second", "first"]],
    ["?startDateTime=2026-03-04T12:00:01", []],
    ["?startDateTime=2026-03-04T13:00:00%2B01:00", ["second"]],
    ["?startDateTime=2026-03-03&endDateTime=2026-03-04", ["first"]],
    ["?paymentMethodType=Chaps", ["first"]],
    ["?paymentMethodType=Bacs", []],
    ["?endToEndIdentifier=second", ["second"]],
    ["?endToEndIdentifier=third", []],
    ["?pageSize=1&pageNumber=2", ["first"]],
  ])("can be asked for by %s", (query, expected) => {
    expect(ids(traded(), query)).toEqual(expected);
  });

  it.each(["startDateTime=yesterday", "endDateTime=2026-13-01", "paymentMethodType=Cheque"])(
    "refuse %s",
    (query) => {
      const answer = traded().call("GET", `/v2/Transactions?${query}`);
      expect([answer.status, answer.rule]).toEqual([400, "clearbank.validation"]);
    },
  );

  it("belong to their account", () => {
    const institution = traded();
    const [first, second] = institution.ledger.accounts;
    const of = (id: string | undefined) =>
      institution.call("GET", `/v2/Accounts/${id}/Transactions`).json.transactions;
    expect([of(first?.id).length, of(second?.id).length]).toEqual([1, 1]);
    const { transactionId } = of(first?.id)[0];
    expect(institution.call("GET", `/v2/Accounts/${first?.id}/Transactions/${transactionId}`).status).toBe(
      200,
    );
    expect(institution.call("GET", `/v2/Accounts/${second?.id}/Transactions/${transactionId}`).rule).toBe(
      "clearbank.unknown",
    );
  });

  it("add up to the balance at the end of a day, by the clocks of a zone", () => {
    const institution = traded();
    institution.now = new Date("2026-03-06T00:00:00Z");
    const path = `/accounts/sterling/v1/accounts/${institution.ledger.accounts[0]?.id}/end-of-day-balance`;
    const at = (query: string) => institution.call("GET", `${path}?${query}`);
    expect(at("date=2026-03-03").text).toContain('"amount":2000000.00,');
    expect(at("date=2026-03-04").text).toContain('"amount":1999987.50,');
    expect(at("date=2026-03-04&timeZone=America/New_York").json.endOfDayBalance.balanceAsOf).toBe(
      "2026-03-05T04:59:59.000Z",
    );
    // On the other side of the date line the 4th ended before the payment.
    expect(at("date=2026-03-04&timeZone=Pacific/Kiritimati").text).toContain('"amount":2000000.00,');
  });

  it.each([
    ["DATE_INVALID", "date=2026-03-04"],
    ["DATE_INVALID", "date=2099-01-01"],
    ["DATE_INVALID", "date=4.3.2026"],
    ["DATE_INVALID", ""],
    ["TIMEZONE_INVALID", "date=2026-03-03&timeZone=Invalid/Zone"],
  ])("have no such balance: %s", (code, query) => {
    const institution = traded();
    const path = `/accounts/sterling/v1/accounts/${institution.ledger.accounts[0]?.id}/end-of-day-balance`;
    const answer = institution.call("GET", `${path}?${query}`);
    expect([answer.status, answer.rule, answer.json.errors[0].code]).toEqual([
      422,
      "clearbank.end-of-day-balance",
      code,
    ]);
  });
});

describe("a path, a method, a body", () => {
  const institution = new TestInstitution();
  const id = institution.ledger.accounts[0]?.id;

  it("that is not played is not found, never a failure", () => {
    for (const [method, path] of [
      ["GET", "/v9/Accounts"],
      ["POST", "/v1/isas"],
      ["GET", "/"],
      ["GET", "/v3/Accounts/%ff/x"],
    ] as const) {
      const answer = institution.call(method, path);
      expect([answer.status, answer.rule, answer.text]).toEqual([404, "clearbank.not-played", ""]);
    }
  });

  it("takes the methods that it takes", () => {
    const answer = institution.call("PUT", "/v3/Accounts", {});
    expect([answer.status, answer.rule]).toEqual([405, "clearbank.path.method"]);
    expect(answer.headers.Allow).toBe("GET, POST");
  });

  it("is JSON, and says so", () => {
    const send = (body: string, type?: string) => institution.call("PATCH", `/v1/Accounts/${id}`, body, type);
    expect([send("{}", "text/plain").status, send("{}", "text/plain").rule]).toEqual([
      415,
      "clearbank.content-type",
    ]);
    expect(send("{}", "application/problem+json; charset=utf-8").status).toBe(204);
    expect([send("{").rule, send("{").json.errors.$.length]).toEqual(["clearbank.validation", 1]);
    expect([send("[]").rule, send("null").rule, send("7").rule]).toEqual(
      Array(3).fill("clearbank.validation"),
    );
  });
});

it("an empty ledger and a seeded one have the same members, all of them JSON", () => {
  const { ledger } = new TestInstitution();
  expect(Object.keys(emptyLedger())).toEqual(Object.keys(ledger));
  expect(JSON.parse(JSON.stringify(ledger))).toEqual(ledger);
});
