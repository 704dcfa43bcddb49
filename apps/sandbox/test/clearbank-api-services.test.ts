import { describe, expect, it } from "vitest";
import { TestInstitution } from "./support/clearbank-api.js";
import { currencyPayment, number } from "./support/clearbank-requests.js";

const nobody = "0f8fad5b-d9cb-469f-a165-70867728950e";

describe("mandates", () => {
  const wanted = {
    serviceUserNumber: "030201",
    reference: "MBQ 1",
    originatorName: "Q-MOBILE",
    payerName: "MARY BROWN",
  };

  function prepared() {
    const institution = new TestInstitution();
    const account = `/Accounts/${institution.ledger.accounts[0]?.id}`;
    const create = (body: object = wanted) => institution.call("POST", `/v1${account}/Mandates`, body);
    return { institution, account, create };
  }

  it("are made, and webhooks tell", () => {
    const { institution, account, create } = prepared();
    expect(create().status).toBe(202);
    const [initiated] = institution.take();
    expect([initiated?.type, initiated?.version]).toEqual(["BacsMandateInitiated", 2]);
    expect(initiated?.payload).toMatchObject({
      MandateId: institution.ledger.mandates[0]?.id,
      OriginatorInformation: { AccountName: "Q-MOBILE" },
      PayerInformation: { AccountName: "MARY BROWN", SortCode: "040405" },
      ServiceUserNumber: "030201",
      TransactionCode: "0N",
    });
    const [v1] = institution.call("GET", `/v1${account}/Mandates`).json.directDebitMandates;
    const [v2] = institution.call("GET", `/v2${account}/Mandates`).json.directDebitMandates;
    expect([v1.state, v2.payerBban]).toEqual(["Active", institution.ledger.accounts[0]?.bban]);
    expect(create().status).toBe(202);
    expect(institution.take().map(({ type }) => type)).toEqual(["BacsMandateInitiationFailed"]);
  });

  it("are cancelled once, with a reason", () => {
    const { institution, account, create } = prepared();
    create();
    institution.take();
    const path = `/v1${account}/Mandates/${institution.ledger.mandates[0]?.id}`;
    expect([institution.call("DELETE", path, {}).rule, institution.take()]).toEqual([
      "clearbank.validation",
      [],
    ]);
    for (const expected of ["BacsMandateCancelled", "BacsMandateCancellationFailed"]) {
      expect(institution.call("DELETE", path, { reasonCode: "1" }).status).toBe(202);
      expect(institution.take().map(({ type }) => type)).toEqual([expected]);
    }
    expect(institution.ledger.mandates[0]?.state).toBe("Cancelled");
    const missing = institution.call("DELETE", `/v1${account}/Mandates/${nobody}`, { reasonCode: "1" });
    expect([missing.status, missing.rule]).toEqual([404, "clearbank.unknown"]);
  });

  it("are returned once", () => {
    const { institution, account, create } = prepared();
    create();
    institution.take();
    const path = `/v1${account}/Mandates/${institution.ledger.mandates[0]?.id}/Returns`;
    for (const expected of ["BacsMandateReturned", "BacsMandateReturnFailed"]) {
      expect(institution.call("POST", path, { rejectionReason: "I" }).status).toBe(202);
      expect(institution.take().map(({ type }) => type)).toEqual([expected]);
    }
  });

  it("are not amended here", () => {
    const { institution, account, create } = prepared();
    create();
    const path = `/v1${account}/Mandates/${institution.ledger.mandates[0]?.id}`;
    const answer = institution.call("PATCH", path, {
      reasonCode: "E",
      newDebtorAccount: { identification: {} },
    });
    expect([answer.status, answer.rule]).toEqual([404, "clearbank.not-played"]);
  });

  it("have reports that are empty pages", () => {
    const { institution, account } = prepared();
    const list = (path: string) => {
      const answer = institution.call("GET", path);
      return [answer.status, Object.values(answer.json)[0]];
    };
    expect(list("/v1/Transactions/040405/DirectCredit/Unapplied")).toEqual([200, []]);
    expect(list(`/v2${account}/Mandates/Unpaid`)).toEqual([200, []]);
    expect(list(`/v1${account}/Mandates/${nobody}/Collections`)).toEqual([202, []]);
    expect(institution.call("GET", `/v1/Accounts/${nobody}/Mandates/Unpaid`).status).toBe(404);
  });
});

describe("a name check", () => {
  function check(institution: TestInstitution, more: object = {}) {
    return institution.call("POST", "/open-banking/outbound/v1/name-verification", {
      SchemeName: "SortCodeAccountNumber",
      LegalOwnerType: "Business",
      Identification: institution.ledger.accounts[0]?.bban.slice(4),
      OwnerName: ",,Sandbox Institution",
      ...more,
    });
  }

  it.each([
    [",,Sandbox Institution", "Business", true, null, null],
    ["SANDBOX  institution Ltd.", "Business", true, null, null],
    ["Sandbox Institutoin", "Business", false, "MBAM", "Sandbox Institution"],
    ["Sandbox Institutions", "Business", false, "MBAM", "Sandbox Institution"],
    ["S Institution", "Business", false, "MBAM", "Sandbox Institution"],
    ["Someone Else", "Business", false, "ANNM", null],
    ["Sandbox Illusions", "Business", false, "ANNM", null],
    ["Sandbox Institution", "Personal", false, "BANM", null],
    ["Sandbox Institutions", "Personal", false, "BAMM", "Sandbox Institution"],
  ])("of %s (%s) matches: %s %s", (OwnerName, LegalOwnerType, Matched, ReasonCode, Name) => {
    const answer = check(new TestInstitution(), { OwnerName, LegalOwnerType });
    expect(answer.status).toBe(200);
    expect(answer.json.Data.VerificationReport).toMatchObject({
      Matched,
      ReasonCode,
      Name,
      MatchedBank: "ClearBank",
    });
  });

  it("knows accounts that are not there, closed, or opted out", () => {
    const institution = new TestInstitution();
    const code = (more: object = {}) => check(institution, more).json.Data.VerificationReport.ReasonCode;
    expect(code({ Identification: "04040500000000" })).toBe("AC01");
    const id = institution.ledger.accounts[0]?.id;
    const opt = (body: object) => institution.call("PUT", `/v1/Cop/opt/accounts/${id}`, body);
    expect([opt({ optOut: true }).status, code()]).toEqual([204, "OPTO"]);
    const again = opt({ optOut: true, optOutReason: "Still" });
    expect([again.status, again.json.data]).toEqual([200, "Account already opted out. New reason recorded."]);
    expect([opt({ optOut: false }).status, opt({ optOut: false }).status, code()]).toEqual([204, 204, null]);
    institution.call("PATCH", `/v1/Accounts/${id}`, { status: "Suspended" });
    expect(code()).toBe("ACNS");
    expect(institution.call("PUT", `/v1/Cop/opt/accounts/${nobody}`, { optOut: true }).rule).toBe(
      "clearbank.unknown",
    );
  });

  it("has a 422 for a bank that does not take part and a 424 for one that fails", () => {
    const institution = new TestInstitution();
    const ask = (Identification: string) => check(institution, { Identification });
    expect([ask("00000012345678").status, ask("00000012345678").rule]).toEqual([
      422,
      "clearbank.cop.participant",
    ]);
    expect([ask("99999912345678").status, ask("99999912345678").rule]).toEqual([
      424,
      "clearbank.cop.participant-failed",
    ]);
  });

  it.each([
    { SchemeName: "IBAN" },
    { Identification: "1234" },
    { OwnerName: "" },
    { LegalOwnerType: "Robot" },
  ])("is refused with %o, in its own words", (wrong) => {
    const answer = check(new TestInstitution(), wrong);
    expect([answer.status, answer.rule]).toEqual([400, "clearbank.cop.request"]);
    expect(Object.keys(answer.json)).toEqual(["Error"]);
    expect(answer.json.Error.Reason).toContain(Object.keys(wrong)[0]);
  });

  it("can be asked whether it needs secondary data", () => {
    const ask = (Identification: string) =>
      new TestInstitution().call("POST", "/open-banking/outbound/v1/srd/validate", {
        SchemeName: "SortCodeAccountNumber",
        Identification,
      });
    expect(ask("04040512345678").json.Data).toMatchObject({
      Required: false,
      Identification: "04040512345678",
    });
    expect(ask("x").rule).toBe("clearbank.cop.request");
  });
});

describe("multi-currency accounts", () => {
  it("are listed, opened, changed and closed", () => {
    const institution = new TestInstitution();
    expect(institution.call("GET", "/mccy/v1/Accounts").json.accounts.length).toBe(1);
    const body = { label: "Label", owner: "Ada", kind: "YourFunds", currencies: ["EUR", "GBP"] };
    const opened = institution.call("POST", "/mccy/v2/Accounts", {
      ...body,
      bankIdentifierCode: null,
      routingCode: null,
    });
    expect([opened.status, opened.json.type]).toEqual([201, "Customer"]);
    const path = `/mccy/v1/Accounts/${opened.json.id}`;
    expect(institution.call("POST", `${path}/currencies`, { currency: "USD" }).json.currencies).toEqual([
      "EUR",
      "GBP",
      "USD",
    ]);
    expect(institution.call("GET", `${path}/balances`).text).toContain(
      '"USD":{"Available":0.00,"Actual":0.00}',
    );
    const suspended = institution.call("PATCH", `${path}/status`, {
      status: "Suspended",
      statusReason: "FraudConfirmed",
    });
    expect(suspended.json).toMatchObject({ status: "Suspended", statusReason: "FraudConfirmed" });
    expect(institution.call("PATCH", path, { label: "New", owner: "Ada" }).json.label).toBe("New");
    expect(institution.call("DELETE", `${path}?accountCloseReason=DissatisfiedCustomer`).status).toBe(204);
    expect(institution.call("GET", path).json).toMatchObject({
      status: "Closed",
      statusReason: "DissatisfiedCustomer",
    });
    expect(institution.take().map(({ type }) => type)).toEqual([
      "Accounts.AccountCreated",
      ...Array(4).fill("Accounts.AccountUpdated"),
    ]);
  });

  it("are not closed with money in them, nor opened in a currency that is not played", () => {
    const institution = new TestInstitution();
    const path = `/mccy/v1/Accounts/${institution.ledger.mccyAccounts[0]?.id}`;
    expect([institution.call("DELETE", path).status, institution.take()]).toEqual([422, []]);
    expect(institution.call("POST", `${path}/currencies`, { currency: "XXX" }).rule).toBe(
      "clearbank.unprocessable",
    );
    expect(institution.call("GET", `/mccy/v1/Accounts/${nobody}`).rule).toBe("clearbank.unknown");
  });

  it("have virtual accounts", () => {
    const institution = new TestInstitution();
    const accountId = institution.ledger.mccyAccounts[0]?.id;
    const create = (id: string | undefined) =>
      institution.call("POST", "/mccy/v1/VirtualAccounts", {
        accountId: id,
        virtualAccount: { owner: "Joe" },
      });
    const created = create(accountId);
    expect([created.status, create(nobody).status]).toEqual([201, 404]);
    const path = `/mccy/v1/VirtualAccounts/${created.json.id}`;
    expect(institution.call("PATCH", path, { owner: "Joan" }).json.owner).toBe("Joan");
    expect(institution.call("PATCH", `${path}/status`, { status: "Suspended" }).json.status).toBe(
      "Suspended",
    );
    expect(institution.call("GET", `${path}/transactions?Currency=EUR`).json).toEqual({ transactions: [] });
    expect([institution.call("DELETE", path).status, institution.call("GET", path).json.status]).toEqual([
      204,
      "Closed",
    ]);
    expect(institution.take().map(({ type }) => type)).toEqual([
      "Accounts.VirtualAccountCreated",
      ...Array(3).fill("Accounts.VirtualAccountUpdated"),
    ]);
  });
});

describe("multi-currency payments", () => {
  const path = "/v1/mccy/payments";

  it("are accepted as a batch; webhooks tell of each", () => {
    const institution = new TestInstitution();
    const answer = institution.call("POST", path, {
      batchId: nobody,
      currencyCode: "EUR",
      transactions: [
        currencyPayment(institution, { endToEndId: "good" }),
        currencyPayment(institution, { endToEndId: "good" }),
        currencyPayment(institution, { endToEndId: "dear", amount: number("500000.00") }),
        currencyPayment(institution, { accountIdentifier: { kind: "AccountId", identifier: nobody } }),
      ],
    });
    expect([answer.status, answer.json]).toEqual([202, { isScheduled: false }]);
    const webhooks = institution.take();
    expect(webhooks.map(({ type }) => type)).toEqual([
      "Payments.Mccy.TransactionCreated",
      "Payments.Mccy.TransactionSettled",
      "Payments.Mccy.PaymentValidationFailed",
      "Payments.Mccy.PaymentAssessmentFailed",
      "Payments.Mccy.PaymentValidationFailed",
    ]);
    expect(webhooks[1]?.payload).toMatchObject({
      BatchId: nobody,
      EndToEndId: "good",
      InstructedCurrency: "EUR",
    });
    expect(webhooks[1]?.text).toContain('"InstructedAmount":100.55,');
    expect(webhooks.slice(2).map(({ payload }) => payload.Errors ?? payload.Error)).toEqual([
      ["EndToEndId already exists."],
      "Insufficient funds",
      ["Account does not belong to this institution"],
    ]);
    const account = `/mccy/v1/Accounts/${institution.ledger.mccyAccounts[0]?.id}`;
    expect(institution.call("GET", `${account}/balances`).text).toContain('"EUR":{"Available":499899.45,');
    const { transactions } = institution.call("GET", `${account}/transactions?currency=EUR`).json;
    expect(transactions.map(({ endToEndId }: { endToEndId: string }) => endToEndId)).toEqual(["good"]);
    expect(institution.call("GET", `/mccy/v1/Transactions/${transactions[0].transactionId}`).json).toEqual(
      transactions[0],
    );
    const none = institution.call(
      "GET",
      `${account}/transactions?Currency=EUR&StartDateTime=2026-04-01T00:00:00Z`,
    );
    expect(none.json).toEqual({ transactions: [] });
    expect(institution.call("GET", `${account}/transactions`).rule).toBe("clearbank.validation");
  });

  it("are one batch per id, and past being cancelled", () => {
    const institution = new TestInstitution();
    const send = () =>
      institution.call("POST", path, {
        ...{
          batchId: nobody,
          currencyCode: "EUR",
          transactions: [currencyPayment(institution, { endToEndId: "e" })],
        },
      });
    expect([send().status, send().status, send().rule]).toEqual([202, 409, "clearbank.conflict"]);
    const cancel = (rest: string) => institution.call("DELETE", `${path}/${rest}`).status;
    expect([cancel(nobody), cancel(`${nobody}/e`), cancel(`${nobody}/other`)]).toEqual([422, 422, 404]);
  });
});

describe("an inbound multi-currency payment", () => {
  function receive(institution: TestInstitution, more: object = {}) {
    const account = institution.ledger.mccyAccounts[0];
    return institution.call("POST", `/v1/mccy/inboundpayment/${account?.id}`, {
      instructedCurrency: "USD",
      instructedAmount: number("9.90"),
      ultimateCreditor: { iban: account?.iban, name: "Ada" },
      ultimateDebtor: { identifier: "1", name: "Bob", address: "1 Street" },
      ...more,
    });
  }

  it("is credited, and told", () => {
    const institution = new TestInstitution();
    const answer = receive(institution);
    expect([answer.status, answer.json.ultimateDebtorName]).toEqual([201, "Bob"]);
    expect(institution.take().map(({ type, payload }) => [type, payload.UltimateDebtorName])).toEqual([
      ["Payments.Mccy.TransactionCreated", "Bob"],
      ["Payments.Mccy.TransactionSettled", "Bob"],
    ]);
    expect(institution.ledger.mccyAccounts[0]?.balances.USD).toBe("9.90");
  });

  it("needs the account's own IBAN and a currency that it has", () => {
    const institution = new TestInstitution();
    const ultimateCreditor = { iban: "GB29NWBK60161331926819", name: "Ada" };
    expect(receive(institution, { ultimateCreditor }).rule).toBe("clearbank.validation");
    expect(receive(institution, { instructedCurrency: "SEK" }).rule).toBe("clearbank.validation");
    expect(institution.take()).toEqual([]);
  });
});

describe("a transfer between multi-currency accounts", () => {
  function prepared() {
    const institution = new TestInstitution();
    const body = { label: "Second", owner: "Ada", kind: "YourFunds", currencies: ["EUR"] };
    institution.call("POST", "/mccy/v1/Accounts", {
      ...body,
      routingCode: { code: "040405", kind: "GBDSC" },
    });
    institution.take();
    const [from, to] = institution.ledger.mccyAccounts;
    const send = (more: object = {}) =>
      institution.call("POST", "/v1/mccy/internaltransfers", {
        debitAccountIban: from?.iban,
        creditAccountOther: { kind: "AccountId", identifier: to?.id },
        instructedAmount: number("53.00"),
        instructedCurrency: "EUR",
        endToEndId: "transfer",
        ...more,
      });
    return { institution, send };
  }

  it("is done, once, and told", () => {
    const { institution, send } = prepared();
    expect([send().status, send().status]).toEqual([202, 409]);
    const [settled, ...more] = institution.take();
    expect([settled?.type, more]).toEqual(["Mccy.InternalTransfers.Settled", []]);
    expect(settled?.text).toContain('"InstructedAmount":53.00,');
    expect(institution.ledger.mccyAccounts.map(({ balances }) => balances.EUR)).toEqual([
      "499947.00",
      "53.00",
    ]);
  });

  it.each([
    ["Not enough funds", { instructedAmount: number("500000.01") }],
    ["Account has not this currency", { instructedCurrency: "USD" }],
    ["Account does not belong to this institution", { debitAccountIban: "GB29NWBK60161331926819" }],
  ])("is cancelled: %s", (reason, more) => {
    const { institution, send } = prepared();
    expect(send(more).status).toBe(202);
    expect(institution.take().map(({ type, payload }) => [type, payload.FailureReasons])).toEqual([
      ["Mccy.InternalTransfers.Cancelled", [reason]],
    ]);
    expect(institution.ledger.mccyTransactions).toEqual([]);
  });
});

it("multi-currency statements are asked for, and a webhook brings their address", () => {
  const institution = new TestInstitution();
  const iban = institution.ledger.mccyAccounts[0]?.iban;
  const ask = (path: string, month = "2") =>
    institution.call("POST", `/mccy/v1/StatementRequests${path}`, {
      ...{ year: number("2026"), month: number(month), format: "csv", currency: "EUR" },
    }).status;
  expect([ask(""), ask(`/account/${iban}`), ask("/account/GB1"), ask("", "13")]).toEqual([
    202, 202, 404, 400,
  ]);
  expect(institution.take().map(({ type, payload }) => [type, payload.AccountIban, payload.Month])).toEqual([
    ["MCCY.Statements.InstitutionStatement", undefined, 2],
    ["MCCY.Statements.AccountStatement", iban, 2],
  ]);
});
