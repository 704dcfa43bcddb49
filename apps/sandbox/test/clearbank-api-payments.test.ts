import { describe, expect, it } from "vitest";
import { declineHeld, receivePayment, releaseHeld } from "../src/clearbank/api/institution.js";
import { Refusal } from "../src/wire/refusal.js";
import { type ApiAnswer, TestInstitution } from "./support/clearbank-api.js";
import {
  batch,
  chapsCustomer,
  chapsInstitution,
  crossBorder,
  number,
  otherIban,
  overseasPayment,
  transfer,
} from "./support/clearbank-requests.js";

const heldName = "6a41a29eafcf455493";
const fps = "/v3/payments/fps";

function balance({ ledger }: TestInstitution): string | undefined {
  return ledger.accounts[0]?.balance;
}

/** Which payments broke which rules. */
function brokenBy({ headers }: ApiAnswer): [index: number, rule: string][] {
  const items = headers["Sandbox-Items"]?.split(", ") ?? [];
  return items.map((each) => [Number(each.split(" ")[0]), each.split(" ")[1] ?? ""]);
}

describe("a batch of Faster Payments", () => {
  it("is accepted and settled, each payment for itself", () => {
    const institution = new TestInstitution();
    const answer = institution.call(
      "POST",
      fps,
      batch(institution, [
        transfer({ endToEndId: "one", amount: "100.00" }),
        transfer({ endToEndId: "two", amount: "1000000.01" }),
      ]),
    );
    expect([answer.status, answer.json.transactions]).toEqual([
      202,
      [
        { endToEndIdentification: "one", response: "Accepted" },
        { endToEndIdentification: "two", response: "Rejected" },
      ],
    ]);
    expect(brokenBy(answer)).toEqual([[1, "clearbank.payment.amount"]]);
    const [settled, ...more] = institution.take();
    expect(more).toEqual([]);
    expect([settled?.type, settled?.version]).toEqual(["TransactionSettled", 6]);
    expect(settled?.text).toContain('"Amount":100.00,');
    expect(settled?.text).toContain('"Balance":1999900.00,');
    expect(settled?.payload).toMatchObject({
      Status: "Settled",
      Scheme: "FasterPayments",
      EndToEndTransactionId: "one",
      DebitCreditCode: "Debit",
      IsReturn: false,
      CounterpartAccount: { IBAN: otherIban, OwnerName: "Ada Byron" },
    });
    expect(balance(institution)).toBe("1999900.00");
  });

  it("has names and references cut as the scheme cuts them, a missing reference left blank", () => {
    const institution = new TestInstitution();
    const { remittanceInformation: _, ...rest } = transfer({ name: "N".repeat(60) }) as {
      remittanceInformation: unknown;
    };
    institution.call(
      "POST",
      fps,
      batch(institution, [transfer({ reference: "r".repeat(30) }), { ...rest, remittanceInformation: {} }]),
    );
    const [first, second] = institution.take();
    expect(first?.payload.Reference).toBe("r".repeat(18));
    expect(second?.payload.CounterpartAccount.OwnerName).toBe("N".repeat(35));
    expect(second?.payload.Reference).toBe("");
  });

  it("is refused as a whole when none is accepted, and nothing moves", () => {
    const institution = new TestInstitution();
    const answer = institution.call(
      "POST",
      fps,
      batch(institution, [transfer({ endToEndId: "x", amount: "0.00" })]),
    );
    expect([answer.status, answer.rule]).toEqual([400, "clearbank.fps.all-failed"]);
    expect(answer.json).toEqual({ transactions: [{ endToEndIdentification: "x", response: "Rejected" }] });
    expect([institution.take(), institution.changes, balance(institution)]).toEqual([[], 0, "2000000.00"]);
  });

  it.each([
    ["InvalidAccount", "clearbank.payment.account", transfer({ iban: "GB00NWBK60161331926819" })],
    ["InvalidCurrency", "clearbank.payment.currency", transfer({ currency: "EUR" })],
    ["Rejected", "clearbank.payment.amount", transfer({ amount: "1000000.01" })],
    [
      "InvalidInstructionIdentification",
      "clearbank.payment.instruction-id",
      transfer({ instructionId: "same" }),
    ],
  ])("says %s of one payment for %s", (response, rule, wrong) => {
    const institution = new TestInstitution();
    const good = transfer({ instructionId: "same", amount: "1000000.00" });
    const answer = institution.call("POST", fps, batch(institution, [good, wrong]));
    expect(answer.json.transactions.map((each: { response: string }) => each.response)).toEqual([
      "Accepted",
      response,
    ]);
    expect(brokenBy(answer)).toEqual([[1, rule]]);
    expect(institution.take().length).toBe(1);
  });

  it("fails in the assessment where an end-to-end id was used before", () => {
    const institution = new TestInstitution();
    const send = () =>
      institution.call("POST", fps, batch(institution, [transfer({ endToEndId: "again", amount: "17.95" })]));
    expect([send().status, institution.take()[0]?.type]).toEqual([202, "TransactionSettled"]);
    const second = send();
    expect([second.status, brokenBy(second)]).toEqual([202, [[0, "clearbank.payment.duplicate"]]]);
    const [failed] = institution.take();
    expect([failed?.type, failed?.version]).toEqual(["PaymentMessageAssesmentFailed", 1]);
    expect(failed?.payload).toMatchObject({
      PaymentMethodType: "FasterPayments",
      AssesmentFailure: [{ EndToEndId: "again", Reasons: ["Duplicate transaction has been detected"] }],
      AccountIdentification: {
        Debtor: { IBAN: institution.ledger.accounts[0]?.iban },
        Creditors: [{ IBAN: otherIban, CurrencyCode: "GBP" }],
      },
    });
    expect(failed?.text).toContain('"Amount":17.95,');
    expect(balance(institution)).toBe("1999982.05");
  });

  it("needs the money, which is told by the response or by webhook", () => {
    const institution = new TestInstitution();
    const iban = institution.ledger.accounts[1]?.iban ?? "";
    const told = institution.call("POST", fps, batch(institution, [transfer()], { iban }));
    expect([told.status, told.json.transactions[0].response]).toEqual([400, "InsufficientFunds"]);
    institution.switches.set("clearbank.insufficientFunds", "assessment");
    const accepted = institution.call("POST", fps, batch(institution, [transfer()], { iban }));
    expect([accepted.status, brokenBy(accepted)]).toEqual([202, [[0, "clearbank.payment.funds"]]]);
    expect(institution.take()[0]?.payload.AssesmentFailure[0].Reasons).toEqual(["Insufficient Funds"]);
  });

  it("leaves the minimum balance alone", () => {
    const institution = new TestInstitution();
    const id = institution.ledger.accounts[0]?.id;
    institution.call("PATCH", `/v1/Accounts/${id}`, { minimumBalance: number("1999990.00") });
    const send = (amount: string) =>
      institution.call("POST", fps, batch(institution, [transfer({ amount })])).json.transactions[0].response;
    expect([send("10.01"), send("10.00"), send("0.01")]).toEqual([
      "InsufficientFunds",
      "Accepted",
      "InsufficientFunds",
    ]);
  });

  it("is not taken from a suspended account, and fails from a closed one", () => {
    const institution = new TestInstitution();
    const account = institution.ledger.accounts[0];
    institution.call("PATCH", `/v1/Accounts/${account?.id}`, { status: "Suspended" });
    const suspended = institution.call("POST", fps, batch(institution, [transfer()]));
    expect(suspended.json.transactions[0].response).toBe("DebitPaymentDisabled");
    expect(brokenBy(suspended)).toEqual([[0, "clearbank.payment.debit-disabled"]]);
    institution.call("PATCH", `/v1/Accounts/${account?.id}`, { status: "Closed" });
    const closed = institution.call("POST", fps, batch(institution, [transfer()]));
    expect(brokenBy(closed)).toEqual([[0, "clearbank.payment.closed"]]);
    expect(institution.take()[0]?.payload.AssesmentFailure[0].Reasons).toEqual(["Account closed"]);
  });

  it.each([
    ["Accepted", "2026-03-03T00:01:00Z"],
    ["Accepted", "2026-03-03T05:59:59Z"],
    ["Rejected", "2026-03-03T00:00:59Z"],
    ["Rejected", "2026-03-03T06:00:00Z"],
    // A Saturday.
    ["Rejected", "2026-03-07T03:00:00Z"],
    // In summer the British clocks are an hour ahead.
    ["Accepted", "2026-07-01T04:59:00Z"],
    ["Rejected", "2026-07-01T05:00:00Z"],
  ])("is %s as a standing order at %s", (response, now) => {
    const institution = new TestInstitution();
    institution.now = new Date(now);
    const answer = institution.call(
      "POST",
      fps,
      batch(institution, [transfer()], { paymentTypeCode: "SOP" }),
    );
    expect(answer.json.transactions[0].response).toBe(response);
    const isTaken = response === "Accepted";
    expect(brokenBy(answer)).toEqual(isTaken ? [] : [[0, "clearbank.payment.standing-order"]]);
    expect(institution.take().length).toBe(isTaken ? 1 : 0);
  });

  it("is refused with a blank enforceSendToScheme", () => {
    const institution = new TestInstitution();
    const body = batch(institution, [transfer({ enforceSendToScheme: "" })]);
    const answer = institution.call("POST", fps, body);
    expect([answer.status, answer.rule]).toEqual([400, "clearbank.fps.enforce-send-to-scheme"]);
    expect(institution.take()).toEqual([]);
  });

  it("names what is missing", () => {
    const institution = new TestInstitution();
    const answer = institution.call("POST", fps, { paymentInstructions: [{}] });
    expect([answer.status, answer.rule]).toEqual([422, "clearbank.fps.request"]);
    expect(Object.keys(answer.json.errors)).toEqual([
      "paymentInstructions[0].debtor",
      "paymentInstructions[0].paymentInstructionIdentification",
      "paymentInstructions[0].debtorAccount",
      "paymentInstructions[0].creditTransfers",
    ]);
  });

  it("reaches an account in the same books as a transfer, or over the scheme where that is enforced", () => {
    const institution = new TestInstitution();
    const iban = institution.ledger.accounts[1]?.iban ?? "";
    const send = (enforceSendToScheme: boolean) => {
      institution.call(
        "POST",
        fps,
        batch(institution, [transfer({ iban, enforceSendToScheme, amount: "0.10" })]),
      );
      return institution
        .take()
        .map(({ payload }) => [payload.Scheme, payload.DebitCreditCode, payload.Account.IBAN]);
    };
    const from = institution.ledger.accounts[0]?.iban;
    expect(send(false)).toEqual([
      ["Transfer", "Debit", from],
      ["Transfer", "Credit", iban],
    ]);
    expect(send(true)).toEqual([
      ["FasterPayments", "Debit", from],
      ["FasterPayments", "Credit", iban],
    ]);
    expect(institution.ledger.accounts.map((each) => each.balance)).toEqual(["1999999.80", "0.20"]);
  });

  it("touches no other institution's books", () => {
    const [one, other] = [new TestInstitution("one"), new TestInstitution("other")];
    const iban = other.ledger.accounts[0]?.iban ?? "";
    const answer = one.call("POST", fps, batch(one, [transfer()], { iban }));
    expect(answer.json.transactions[0].response).toBe("InvalidAccount");
    one.call("POST", fps, batch(one, [transfer({ iban })]));
    expect([other.ledger.transactions, balance(other)]).toEqual([[], "2000000.00"]);
  });
});

describe("a held payment", () => {
  function held(): [TestInstitution, string] {
    const institution = new TestInstitution();
    institution.call(
      "POST",
      fps,
      batch(institution, [transfer({ name: heldName, amount: "50.00", endToEndId: "held" })]),
    );
    const [webhook, ...more] = institution.take();
    expect([webhook?.type, webhook?.version, more]).toEqual(["OutboundHeldTransaction", 1, []]);
    expect(webhook?.payload).toMatchObject({ Scheme: "FasterPayments", EndToEndTransactionId: "held" });
    expect(webhook?.text).toContain('"TransactionAmount":50.00,');
    expect(balance(institution)).toBe("1999950.00");
    return [institution, institution.ledger.held[0]?.transactionId ?? ""];
  }

  it("is settled when it is released", () => {
    const [institution, id] = held();
    releaseHeld(institution, id);
    expect(institution.take().map(({ type, payload }) => [type, payload.TransactionId])).toEqual([
      ["TransactionSettled", id],
    ]);
    expect([balance(institution), institution.ledger.held]).toEqual(["1999950.00", []]);
  });

  it("is rejected with HOPRJ when it is declined, and the money is back", () => {
    const [institution, id] = held();
    declineHeld(institution, id);
    const [rejected] = institution.take();
    expect([rejected?.type, rejected?.version]).toEqual(["TransactionRejected", 2]);
    expect(rejected?.payload).toMatchObject({
      TransactionId: id,
      Status: "Rejected",
      CancellationCode: "HOPRJ",
      DebitCreditCode: "Debit",
    });
    expect(balance(institution)).toBe("2000000.00");
  });

  it("can be decided on once, and only where it is held", () => {
    const [institution, id] = held();
    releaseHeld(institution, id);
    expect(() => releaseHeld(institution, id)).toThrow(/clearbank\.unknown: No transaction .* is held/);
    expect(() => declineHeld(institution, "nothing")).toThrow(Refusal);
    expect(institution.take().length).toBe(1);
  });

  it("comes in where the debtor has that name", () => {
    const institution = new TestInstitution();
    const iban = institution.ledger.accounts[1]?.iban ?? "";
    const id = receivePayment(institution, { iban, amount: "7.5", debtorName: heldName });
    expect(institution.take().map(({ type }) => type)).toEqual(["InboundHeldTransaction"]);
    expect(institution.ledger.accounts[1]?.balance).toBe("0.00");
    releaseHeld(institution, id);
    expect(institution.take()[0]?.payload).toMatchObject({ DebitCreditCode: "Credit", TransactionId: id });
    expect(institution.ledger.accounts[1]?.balance).toBe("7.50");
    const other = receivePayment(institution, { iban, amount: "7.5", debtorName: heldName });
    declineHeld(institution, other);
    expect(institution.ledger.accounts[1]?.balance).toBe("7.50");
  });
});

describe("an inbound payment", () => {
  it("credits the account, and tells", () => {
    const institution = new TestInstitution();
    const iban = institution.ledger.accounts[1]?.iban ?? "";
    receivePayment(institution, {
      iban,
      amount: "12.3",
      debtorName: "Bob",
      endToEndId: "in",
      reference: "Rent",
    });
    const [settled] = institution.take();
    expect(settled?.payload).toMatchObject({
      EndToEndTransactionId: "in",
      Reference: "Rent",
      DebitCreditCode: "Credit",
    });
    expect(settled?.text).toContain('"Amount":12.30,');
    expect(institution.ledger.accounts[1]?.balance).toBe("12.30");
  });

  it("needs an account and an amount", () => {
    const institution = new TestInstitution();
    const iban = institution.ledger.accounts[1]?.iban ?? "";
    const receive = (more: object) => () =>
      receivePayment(institution, { iban, amount: "1.00", debtorName: "Bob", ...more });
    expect(receive({ iban: otherIban })).toThrow(/clearbank\.unknown/);
    for (const amount of ["0.00", "-1", "1e3", "1.005", ""])
      expect(receive({ amount })).toThrow(/clearbank\.validation/);
    expect(institution.take()).toEqual([]);
  });

  it("can be sent back once, for 90 days", () => {
    const institution = new TestInstitution();
    const iban = institution.ledger.accounts[1]?.iban ?? "";
    const back = (TransactionId: string) =>
      institution.call("POST", `${fps}/return`, {
        paymentReturnInstruction: { TransactionId, ReasonForReturn: "AC04" },
      });
    const id = receivePayment(institution, { iban, amount: "9.99", debtorName: "Bob" });
    institution.take();
    expect([back(id).status, back(id).rule]).toEqual([202, "clearbank.unprocessable"]);
    const [settled, ...more] = institution.take();
    expect([settled?.payload.IsReturn, settled?.payload.DebitCreditCode, more]).toEqual([true, "Debit", []]);
    expect(institution.ledger.accounts[1]?.balance).toBe("0.00");
    const old = receivePayment(institution, { iban, amount: "9.99", debtorName: "Bob" });
    institution.now = new Date(institution.now.getTime() + 91 * 86_400_000);
    expect([back(old).status, back(old).rule]).toEqual([422, "clearbank.unprocessable"]);
    const unknown = back("0f8fad5b-d9cb-469f-a165-70867728950e");
    expect([unknown.status, unknown.rule, unknown.text]).toEqual([404, "clearbank.unknown", ""]);
    const debit = institution.ledger.transactions.find(({ debitCredit }) => debitCredit === "DBIT")?.id ?? "";
    expect(back(debit).reason).toContain("inbound Faster Payment");
  });
});

describe("a CHAPS payment", () => {
  it.each([
    ["customer", chapsCustomer],
    ["institution", chapsInstitution],
  ] as const)("of a %s is accepted with an id, and settled", (kind, request) => {
    const institution = new TestInstitution();
    const answer = institution.call("POST", `/payments/chaps/v6/${kind}-payments`, request(institution));
    expect(answer.status).toBe(202);
    const [settled] = institution.take();
    expect(settled?.payload).toMatchObject({ TransactionId: answer.json.paymentId, Scheme: "Chaps" });
    expect(balance(institution)).toBe("499999.90");
  });

  it("is held for the magic name, and fails in the assessment without the money", () => {
    const institution = new TestInstitution();
    const creditor = { ...(chapsCustomer(institution).creditor as object), name: heldName };
    institution.call(
      "POST",
      "/payments/chaps/v6/customer-payments",
      chapsCustomer(institution, { creditor }),
    );
    expect(institution.take().map(({ type, payload }) => [type, payload.Scheme])).toEqual([
      ["OutboundHeldTransaction", "Chaps"],
    ]);
    const answer = institution.call(
      "POST",
      "/payments/chaps/v6/customer-payments",
      chapsCustomer(institution),
    );
    expect([answer.status, brokenBy(answer)]).toEqual([202, [[0, "clearbank.payment.funds"]]]);
    expect(institution.take().map(({ type, payload }) => [type, payload.PaymentMethodType])).toEqual([
      ["PaymentMessageAssesmentFailed", "Chaps"],
    ]);
  });

  it("is refused in another currency, to a wrong account, or from one that is not there", () => {
    const institution = new TestInstitution();
    const send = (more: object) => {
      const answer = institution.call(
        "POST",
        "/payments/chaps/v6/customer-payments",
        chapsCustomer(institution, more),
      );
      return [answer.status, answer.rule];
    };
    const interBankSettlementAmount = { amount: number("1.00"), currency: "USD" };
    expect(send({ interBankSettlementAmount })).toEqual([400, "clearbank.chaps.request"]);
    expect(send({ creditorAccount: { iban: "GB00NWBK60161331926819" } })).toEqual([
      400,
      "clearbank.chaps.request",
    ]);
    expect(send({ sourceAccount: { iban: otherIban } })).toEqual([404, "clearbank.unknown"]);
    expect(institution.take()).toEqual([]);
  });

  it("can be sent back, once", () => {
    const institution = new TestInstitution();
    const iban = institution.ledger.accounts[0]?.iban ?? "";
    const paymentId = receivePayment(institution, { iban, amount: "5", debtorName: "Bob", scheme: "Chaps" });
    const back = () =>
      institution.call("POST", "/payments/chaps/v6/return-payments", {
        ...{ paymentId, reason: "AC01", instructionIdentification: "back" },
      });
    institution.take();
    expect(back().status).toBe(202);
    expect(institution.take()[0]?.payload).toMatchObject({ Scheme: "Chaps", IsReturn: true });
    expect([back().status, back().rule]).toEqual([400, "clearbank.chaps.request"]);
    expect(balance(institution)).toBe("2000000.00");
  });
});

describe("sterling to an account abroad", () => {
  const path = "/payments/cross-border-sterling/v4/payments";

  it("settles, and is held for the reference TSCHOLDESCALATE", () => {
    const institution = new TestInstitution();
    const settled = institution.call("POST", path, crossBorder(institution));
    expect(settled.status).toBe(202);
    expect(institution.take().map(({ type, payload }) => [type, payload.TransactionId])).toEqual([
      ["TransactionSettled", settled.json.paymentId],
    ]);
    const remittanceInformation = { creditorReferenceInformation: "TSCHOLDESCALATE" };
    institution.call("POST", path, crossBorder(institution, { remittanceInformation }));
    expect(institution.take().map(({ type }) => type)).toEqual(["OutboundHeldTransaction"]);
  });

  it("is not held for the name that holds a CHAPS payment, and needs a bank", () => {
    const institution = new TestInstitution();
    const creditor = { ...(chapsCustomer(institution).creditor as object), name: heldName };
    institution.call("POST", path, crossBorder(institution, { creditor }));
    expect(institution.take().map(({ type }) => type)).toEqual(["TransactionSettled"]);
    const refused = institution.call("POST", path, crossBorder(institution, { creditorAgent: {} }));
    expect([refused.status, refused.rule]).toEqual([400, "clearbank.chaps.request"]);
  });
});

describe("a Faster Payment that began overseas", () => {
  const path = "/v2/payments/fps/singlepayment";

  it("is accepted and settled", () => {
    const institution = new TestInstitution();
    const answer = institution.call("POST", path, overseasPayment(institution));
    expect([answer.status, answer.json.transaction.response]).toEqual([202, "Accepted"]);
    expect(institution.take()[0]?.payload).toMatchObject({
      Reference: "For the rent",
      Scheme: "FasterPayments",
    });
  });

  it.each([
    ["Rejected", { amount: { instructedAmount: number("1000000.01") } }],
    ["InvalidAccount", { creditorAccount: { identification: {} } }],
  ])("is %s where something is wrong", (response, more) => {
    const institution = new TestInstitution();
    const answer = institution.call("POST", path, overseasPayment(institution, more));
    expect([answer.status, answer.json.transaction.response]).toEqual([202, response]);
    expect(institution.take()).toEqual([]);
  });

  it("is told InsufficientFunds and AccountDisabled", () => {
    const institution = new TestInstitution();
    const { accounts } = institution.ledger;
    const send = () => institution.call("POST", path, overseasPayment(institution)).json.transaction.response;
    if (accounts[0] !== undefined) accounts[0].balance = "24.99";
    expect(send()).toBe("InsufficientFunds");
    if (accounts[0] !== undefined) accounts[0].status = "Suspended";
    expect(send()).toBe("AccountDisabled");
  });
});
