import { existsSync, readFileSync } from "node:fs";
import Ajv from "ajv";
import { describe, expect, it } from "vitest";
import { releaseHeld } from "../src/clearbank/api/institution.js";
import { writeRawJson } from "../src/wire/raw-json.js";
import { type ApiAnswer, TestInstitution } from "./support/clearbank-api.js";
import { chapsCustomer, number, otherIban } from "./support/clearbank-requests.js";

const sct = "/payments/cross-border/v2/payments";
const kyc = "/customer-due-diligence/v1/retail/onboard";
const chaps = "/inbound-payment-simulation/chaps/v3";

const files: Record<string, string> = {
  [sct]: "sct-uk.json",
  [kyc]: "know-your-customer-v1.json",
  [`${chaps}/customer-payments`]: "chaps-rtgs-inbound-simulator-v3.json",
  [`${chaps}/institution-payments`]: "chaps-rtgs-inbound-simulator-v3.json",
  [`${chaps}/return-payments`]: "chaps-rtgs-inbound-simulator-v3.json",
};
const folder = new URL("../../../../shared/reference/openapi/clearbank/", import.meta.url);

/** What the interface file finds wrong with a request or with the answer of a status, or undefined. */
function problem(path: string, value: unknown, status?: number): string | undefined {
  const file = String(files[path]);
  const document = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
  for (const name of ["AccountIdentificationIbanDtoV3", "AccountIdentificationOtherDtoV3"]) {
    // What both are based on forbids the members that they add.
    delete document.components.schemas[name]?.allOf;
  }
  const { requestBody, responses } = document.paths[path].post;
  const { schema } = (status === undefined ? requestBody : responses[status]).content["application/json"];
  const ajv = new Ajv({ nullable: true, unknownFormats: "ignore", validateSchema: false, logger: false });
  ajv.addSchema(document, file);
  const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', `"${file}#/`)));
  return validate(value) ? undefined : ajv.errorsText(validate.errors);
}

function parsed(body: object): unknown {
  return JSON.parse(writeRawJson(body));
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const uetr = "2199f959-77ef-4fa0-9580-33a8fec38f0d";

function sctPayment(more: object = {}): Record<string, unknown> {
  return {
    paymentIdentification: { instructionIdentification: "I1", endToEndIdentification: "E1", uetr },
    paymentTypeInformation: { serviceLevelCode: "SEPA" },
    instructedAmount: { amount: number("147.30"), currency: "EUR" },
    creditorAgent: { bicfi: "COBADEFF" },
    creditor: {
      name: "Max Muster",
      privateIdentification: { birthDate: "1985-10-27", cityOfBirth: "Berlin", countryOfBirth: "DE" },
    },
    creditorAccount: { iban: "DE89370400440532013000" },
    remittanceInformation: { unstructured: ["Invoice 4"] },
    ...more,
  };
}

function sctRequest(institution: TestInstitution, payments: readonly object[], more: object = {}): object {
  return {
    messageIdentification: "M1",
    paymentInformation: [
      {
        paymentInformationIdentification: "P1",
        debtor: {
          name: "Sandbox Institution",
          postalAddress: { postCode: "EC1A 1AA", townName: "London", country: "GB" },
          organisationIdentification: { anyBIC: "CLRBGB22" },
        },
        debtorAccount: { iban: institution.ledger.mccyAccounts[0]?.iban },
        creditTransferTransactionInformation: payments,
        ...more,
      },
    ],
  };
}

const euros = ({ ledger }: TestInstitution) => ledger.mccyAccounts[0]?.balances.EUR;
const returned = { remittanceInformation: { unstructured: ["--SCTRETURN--"] } };

describe("a SEPA credit transfer", () => {
  it("is settled, which a webhook tells", () => {
    const institution = new TestInstitution();
    const answer = institution.call("POST", sct, sctRequest(institution, [sctPayment()]));
    expect([answer.status, answer.json]).toEqual([
      202,
      {
        messageIdentification: "M1",
        paymentIdentification: [
          {
            instructionIdentification: "I1",
            endToEndIdentification: "E1",
            uetr,
            paymentId: expect.stringMatching(uuid),
          },
        ],
      },
    ]);
    const webhooks = institution.take();
    expect(webhooks.map(({ type, version }) => [type, version])).toEqual([
      ["Payments.CrossBorder.OutboundPaymentCompleted", 1],
    ]);
    expect(webhooks[0]?.payload).toMatchObject({
      PaymentId: answer.json.paymentIdentification[0].paymentId,
      MessageIdentification: "M1",
      PaymentInformationIdentification: "P1",
      UETR: uetr,
      InstructedAmount: "147.30",
      InstructedCurrency: "EUR",
    });
    expect(euros(institution)).toBe("499852.70");
  });

  it("comes back with AC01 where the remittance information asks for it", () => {
    const institution = new TestInstitution();
    institution.call("POST", sct, sctRequest(institution, [sctPayment(returned)]));
    const [completed, back, ...more] = institution.take();
    expect(more).toEqual([]);
    expect([completed?.type, back?.type, back?.version]).toEqual([
      "Payments.CrossBorder.OutboundPaymentCompleted",
      "Payments.CrossBorder.OutboundPaymentReturnCompleted",
      1,
    ]);
    expect(back?.payload).toMatchObject({
      OriginalPaymentId: completed?.payload.PaymentId,
      OriginalTransactionId: completed?.payload.TransactionId,
      TransactionInformation: {
        OriginalMessageIdentification: "M1",
        OriginalUETR: uetr,
        OriginalEndToEndIdentification: "E1",
        ReturnReasonInformation: [{ ReasonCode: "AC01" }],
      },
    });
    expect(back?.text).toContain('"ReturnedInterbankSettlementAmount":{"Amount":147.30,"Currency":"EUR"}');
    expect(euros(institution)).toBe("500000.00");
    expect(institution.ledger.mccyTransactions.map(({ debitCredit }) => debitCredit)).toEqual([
      "Debit",
      "Credit",
    ]);
  });

  it.each([
    ["UETR already in use", sctPayment(), {}],
    ["Insufficient funds", sctPayment({ ...fresh(), instructedAmount: euro("499852.71") }), {}],
    ["Debtor account not found", sctPayment(fresh()), { debtorAccount: { iban: otherIban } }],
  ])("fails by webhook: %s", (reason, payment, more) => {
    const institution = new TestInstitution();
    institution.call("POST", sct, sctRequest(institution, [sctPayment()]));
    institution.take();
    expect(institution.call("POST", sct, sctRequest(institution, [payment], more)).status).toBe(202);
    const [failed, ...others] = institution.take();
    expect([failed?.type, others]).toEqual(["Payments.CrossBorder.OutboundPaymentFailed", []]);
    expect(failed?.payload.StatusReasonInformation).toEqual([{ AdditionalInformation: [reason] }]);
    expect(euros(institution)).toBe("499852.70");
  });

  it("fails from an account that is suspended", () => {
    const institution = new TestInstitution();
    const [account] = institution.ledger.mccyAccounts;
    if (account !== undefined) account.status = "Suspended";
    institution.call("POST", sct, sctRequest(institution, [sctPayment()]));
    expect(institution.take()[0]?.payload.StatusReasonInformation).toEqual([
      { AdditionalInformation: ["Debtor account is not active"] },
    ]);
    expect(euros(institution)).toBe("500000.00");
  });

  it("of a bank's or a person's is either, not both", () => {
    const institution = new TestInstitution();
    const both = {
      name: "Max Muster",
      organisationIdentification: {},
      privateIdentification: { birthDate: "1985-10-27", cityOfBirth: "Berlin", countryOfBirth: "DE" },
    };
    const answer = institution.call(
      "POST",
      sct,
      sctRequest(institution, [sctPayment({ creditor: both }), sctPayment()]),
    );
    expect([answer.status, answer.rule]).toEqual([422, "clearbank.sct.request"]);
    expect([institution.take(), euros(institution)]).toEqual([[], "500000.00"]);
  });
});

function fresh(): object {
  const other = "0a36aa76-e27c-4591-b0d3-27088fa5a70b";
  return {
    paymentIdentification: {
      instructionIdentification: "I2",
      endToEndIdentification: "E2",
      uetr: other,
    },
  };
}

function euro(amount: string): object {
  return { amount: number(amount), currency: "EUR" };
}

function customer(surname: string, more: object = {}): object {
  return {
    customerData: {
      name: { firstName: "Ada", surname },
      dateOfBirth: "1976-01-26",
      nationality: ["GBR", "IRL"],
      taxResidency: ["GBR"],
      nationalInsuranceNumber: "AB112233C",
      email: "ada@example.co.uk",
      currentAddress: {
        buildingNumber: "1",
        streetName: "Sandbox Street",
        postalCode: "EC1A 1AA",
        countryCode: "GBR",
      },
      ...more,
    },
  };
}

describe("the onboarding of a retail customer", () => {
  it.each([
    ["pass", {}, "ApplicationSuccessful", "Pass"],
    ["fail", {}, "ApplicationDeclined", "Fail"],
    ["info", { idvEmailsEnabled: false }, "AdditionalInfoRequired", "Pending"],
  ])("ends as the surname %s says", (surname, more, type, status) => {
    const institution = new TestInstitution();
    const answer = institution.call("POST", kyc, customer(surname, more));
    expect([answer.status, answer.json]).toEqual([202, { applicationId: expect.stringMatching(uuid) }]);
    const [told, ...others] = institution.take();
    expect([told?.type, told?.version, others]).toEqual([`RetailCustomer.${type}`, 1, []]);
    expect(told?.payload).toMatchObject({ ApplicationId: answer.json.applicationId, KycStatus: status });
  });

  it("makes a customer where the checks are passed, and asks for documents where they are not yet", () => {
    const institution = new TestInstitution();
    institution.call("POST", kyc, customer("pass"));
    institution.call("POST", kyc, customer("info", { idvEmailsEnabled: false }));
    const [passed, pending] = institution.take();
    expect(passed?.payload.CustomerId).toMatch(uuid);
    expect(pending?.payload.RequiredActions).toEqual([
      { action: "CustomerIdentificationDocumentUpload", url: expect.stringMatching(/^https:\/\//) },
    ]);
  });

  it.each([["Byron"], ["info"], ["Pass"]])("tells nothing for %s, where e-mail is left on", (surname) => {
    const institution = new TestInstitution();
    expect(institution.call("POST", kyc, customer(surname)).status).toBe(202);
    expect(institution.take()).toEqual([]);
  });

  it("needs a building", () => {
    const institution = new TestInstitution();
    const currentAddress = { streetName: "Sandbox Street", postalCode: "EC1A 1AA", countryCode: "GBR" };
    const answer = institution.call("POST", kyc, customer("pass", { currentAddress }));
    expect([answer.status, answer.rule, answer.reason]).toEqual([
      400,
      "clearbank.validation",
      expect.stringContaining("buildingName or a buildingNumber"),
    ]);
    expect(institution.take()).toEqual([]);
  });
});

const heldName = "6a41a29eafcf455493";
const postalAddress = { townName: "London", country: "GB", postCode: "EC1A 1AA" };
const lei = "ABCDEFGHIJKLMNOPQR12";

function inboundCustomer(institution: TestInstitution, more: object = {}): Record<string, unknown> {
  return {
    instructionIdentification: "in-1",
    endToEndIdentification: "in-end-1",
    interBankSettlementAmount: { amount: number("250.05"), currency: "GBP" },
    debtorAccount: { iban: otherIban },
    debtor: { name: "Ada Byron", postalAddress },
    creditorAccount: { iban: institution.ledger.accounts[1]?.iban },
    creditor: { name: "Sandbox Institution Clients", postalAddress },
    purpose: "TRAD",
    categoryPurpose: "TRAD",
    remittanceInformation: { creditorReferenceInformation: "Invoice 5" },
    ...more,
  };
}

function inboundInstitution(institution: TestInstitution, more: object = {}): Record<string, unknown> {
  return {
    ...inboundCustomer(institution),
    debtor: { name: "Other Institution", postalAddress, lei },
    debtorBic: "BARCGB22XXX",
    creditor: { name: "Sandbox Institution", postalAddress, lei },
    creditorBic: "CLRBGB22",
    remittanceInformation: { unstructured: "Settlement" },
    ...more,
  };
}

const clients = ({ ledger }: TestInstitution) => ledger.accounts[1]?.balance;

describe("the CHAPS simulator", () => {
  it.each([
    ["customer", inboundCustomer, "Ada Byron", "Invoice 5"],
    ["institution", inboundInstitution, "Other Institution", "Settlement"],
  ])("has a %s payment come in", (kind, bodyOf, name, reference) => {
    const institution = new TestInstitution();
    const answer = institution.call("POST", `${chaps}/${kind}-payments`, bodyOf(institution));
    expect([answer.status, answer.json]).toEqual([202, { uetr: expect.stringMatching(uuid) }]);
    const [settled, ...more] = institution.take();
    expect([settled?.type, settled?.version, more]).toEqual(["TransactionSettled", 6, []]);
    expect(settled?.text).toContain('"Amount":250.05,');
    expect(settled?.payload).toMatchObject({
      Scheme: "Chaps",
      DebitCreditCode: "Credit",
      EndToEndTransactionId: "in-end-1",
      Reference: reference,
      CounterpartAccount: { IBAN: otherIban, OwnerName: name },
    });
    expect(clients(institution)).toBe("250.05");
  });

  it("finds the account by sort code and number, in its own spelling of that", () => {
    const institution = new TestInstitution();
    const identification = String(institution.ledger.accounts[1]?.bban).slice(4);
    const pay = (schemeName: string) =>
      institution.call(
        "POST",
        `${chaps}/customer-payments`,
        inboundCustomer(institution, { creditorAccount: { schemeName, identification } }),
      );
    expect(pay("SortCodeAccountNumber").status).toBe(202);
    expect([pay("SortcodeAccountNumber").rule, clients(institution)]).toEqual([
      "clearbank.chaps.request",
      "250.05",
    ]);
  });

  it.each([
    ["customer", inboundCustomer(new TestInstitution()).debtor],
    ["institution", inboundInstitution(new TestInstitution()).debtor],
  ])("has a %s payment held for the magic name of its debtor", (kind, debtor) => {
    const institution = new TestInstitution();
    const bodyOf = kind === "customer" ? inboundCustomer : inboundInstitution;
    const held = bodyOf(institution, { debtor: { ...(debtor as object), name: heldName } });
    expect(institution.call("POST", `${chaps}/${kind}-payments`, held).status).toBe(202);
    expect(institution.take().map(({ type }) => type)).toEqual(["InboundHeldTransaction"]);
    expect(clients(institution)).toBe("0.00");
    releaseHeld(institution, String(institution.ledger.held[0]?.transactionId));
    expect(institution.take().map(({ type }) => type)).toEqual(["TransactionSettled"]);
    expect(clients(institution)).toBe("250.05");
  });

  it.each([
    ["creditorAccount", { creditorAccount: { iban: otherIban } }],
    ["interBankSettlementAmount", { interBankSettlementAmount: { amount: number("0.00"), currency: "GBP" } }],
    ["interBankSettlementAmount", { interBankSettlementAmount: { amount: number("1.00"), currency: "EUR" } }],
  ])("refuses a wrong %s", (field, more) => {
    const institution = new TestInstitution();
    const answer = institution.call("POST", `${chaps}/customer-payments`, inboundCustomer(institution, more));
    expect([answer.status, answer.rule, Object.keys(answer.json.errors)]).toEqual([
      400,
      "clearbank.chaps.inbound",
      [field],
    ]);
    expect(answer.json.status).toBe("400");
    expect([institution.take(), institution.changes]).toEqual([[], 0]);
  });
});

describe("a simulated return", () => {
  function paid(): { institution: TestInstitution; paymentId: string; send(more?: object): ApiAnswer } {
    const institution = new TestInstitution();
    const { json } = institution.call(
      "POST",
      "/payments/chaps/v6/customer-payments",
      chapsCustomer(institution),
    );
    institution.take();
    const { paymentId } = json;
    const body = { paymentId, reason: "AC04", instructionIdentification: "return-1" };
    const send = (more: object = {}) =>
      institution.call("POST", `${chaps}/return-payments`, { ...body, ...more });
    return { institution, paymentId, send };
  }

  it("brings back a payment that went out, once", () => {
    const { institution, paymentId, send } = paid();
    expect([send().status, institution.ledger.accounts[0]?.balance]).toEqual([202, "2000000.00"]);
    const [settled, ...more] = institution.take();
    expect([settled?.type, more]).toEqual(["TransactionSettled", []]);
    expect(settled?.payload).toMatchObject({
      IsReturn: true,
      DebitCreditCode: "Credit",
      CounterpartAccount: { OwnerName: "Ada Byron" },
    });
    expect(institution.ledger.transactions.at(-1)?.returns).toBe(paymentId);
    const again = send();
    expect([again.status, again.rule, again.reason]).toEqual([
      400,
      "clearbank.chaps.inbound",
      expect.stringContaining("already"),
    ]);
    expect(institution.take()).toEqual([]);
  });

  it("may be of less, never of more", () => {
    const amount = (text: string) => ({
      returnedInterBankSettlementAmount: { amount: number(text), currency: "GBP" },
    });
    const { institution, send } = paid();
    expect(send(amount("1500000.11")).rule).toBe("clearbank.chaps.inbound");
    expect(send(amount("1500000.09")).status).toBe(202);
    expect(institution.ledger.accounts[0]?.balance).toBe("1999999.99");
  });

  it("needs a payment that went out and was settled", () => {
    const { institution, send } = paid();
    const held = institution.call(
      "POST",
      "/payments/chaps/v6/customer-payments",
      chapsCustomer(institution, {
        interBankSettlementAmount: { amount: number("1.00"), currency: "GBP" },
        creditor: { name: heldName, postalAddress },
      }),
    );
    expect(send({ paymentId: held.json.paymentId }).rule).toBe("clearbank.chaps.inbound");
    expect(send({ paymentId: uetr }).rule).toBe("clearbank.chaps.inbound");
  });
});

describe.runIf(existsSync(folder))("the interface files", () => {
  function cases(institution: TestInstitution): [path: string, body: Record<string, unknown>][] {
    const { json } = institution.call(
      "POST",
      "/payments/chaps/v6/customer-payments",
      chapsCustomer(institution),
    );
    return [
      [sct, sctRequest(institution, [sctPayment()]) as Record<string, unknown>],
      [kyc, customer("pass") as Record<string, unknown>],
      [`${chaps}/customer-payments`, inboundCustomer(institution)],
      [`${chaps}/institution-payments`, inboundInstitution(institution)],
      [
        `${chaps}/return-payments`,
        { paymentId: json.paymentId, reason: "AC01", instructionIdentification: "r" },
      ],
    ];
  }

  it("take the same requests, and have the same answers", () => {
    const institution = new TestInstitution();
    for (const [path, body] of cases(institution)) {
      expect([path, problem(path, parsed(body))]).toEqual([path, undefined]);
      const { status, json, reason } = institution.call("POST", path, body);
      expect([path, status, reason]).toEqual([path, 202, ""]);
      expect([path, problem(path, json, status)]).toEqual([path, undefined]);
    }
  });

  it("refuse the same requests, with an answer that is published", () => {
    const institution = new TestInstitution();
    const differences: string[] = [];
    let refused = 0;
    for (const [path, body] of cases(institution)) {
      for (const [name, wrong] of spoilt(body)) {
        const { status, json } = institution.call("POST", path, wrong);
        const isPublished = problem(path, parsed(wrong)) === undefined;
        if (isPublished !== status < 400) differences.push(`${path}${name}: ${isPublished}`);
        if (status < 400) continue;
        refused += 1;
        expect([path, name, problem(path, json, status)]).toEqual([path, name, undefined]);
      }
    }
    expect(refused).toBeGreaterThan(100);
    // A party that is neither an organisation nor a person fits both; a country is a code, which the file only says.
    expect(differences).toEqual([
      `${sct}.paymentInformation.0.debtor.organisationIdentification left out: false`,
      `${sct}.paymentInformation.0.creditTransferTransactionInformation.0.creditor.privateIdentification left out: false`,
      `${kyc}.customerData.currentAddress.countryCode too long: true`,
      `${kyc}.customerData.currentAddress.countryCode empty: true`,
    ]);
  });
});

/** The request with one member left out, misspelt, emptied or of another type, for every member of it. */
function* spoilt(value: unknown, path = ""): Generator<[name: string, wrong: object]> {
  if (typeof value !== "object" || value === null || "text" in value) return;
  for (const [key, member] of Object.entries(value)) {
    const replace = (other: object) =>
      Array.isArray(value)
        ? value.map((each, at) => (String(at) === key ? other : each))
        : { ...value, ...other };
    const name = `${path}.${key}`;
    if (!Array.isArray(value)) {
      const { [key]: _, ...rest } = value as Record<string, unknown>;
      yield [`${name} left out`, rest];
      yield [`${name} as a list of lists`, replace({ [key]: [[]] })];
      yield [`${name} too long`, replace({ [key]: "A".repeat(300) })];
      yield [`${name} empty`, replace({ [key]: "" })];
    }
    for (const [inner, wrong] of spoilt(member, name)) {
      yield [inner, replace(Array.isArray(value) ? wrong : { [key]: wrong })];
    }
  }
}
