import { describe, expect, it } from "vitest";
import { playedOperations } from "../src/clearbank/api/institution.js";
import { defaultVersion } from "../src/clearbank/webhook-version.js";
import { JsonNumber, writeRawJson } from "../src/wire/raw-json.js";
import { TestInstitution } from "./support/clearbank-api.js";
import {
  batch,
  chapsCustomer,
  chapsInstitution,
  crossBorder,
  currencyPayment,
  number,
  otherIban,
  overseasPayment,
  transfer,
} from "./support/clearbank-requests.js";
import { hasInterfaceFiles, publishedOperations, requestProblem } from "./support/clearbank-schemas.js";

type Bodies = readonly (readonly [method: string, path: string, body: object])[];

/** One good request for each operation that takes a body. */
function requests(institution: TestInstitution): Bodies {
  const { accounts, virtualAccounts, mandates, mccyAccounts, mccyVirtualAccounts } = institution.ledger;
  const account = `/Accounts/${accounts[0]?.id}`;
  const virtual = `${account}/Virtual/${virtualAccounts[0]?.id}`;
  const mccy = `/mccy/v1/Accounts/${mccyAccounts[0]?.id}`;
  const mccyVirtual = `/mccy/v1/VirtualAccounts/${mccyVirtualAccounts[0]?.id}`;
  const uuid = "0f8fad5b-d9cb-469f-a165-70867728950e";
  const mandate = {
    serviceUserNumber: "123456",
    reference: "REF 1",
    payerName: "ADA",
    mandateType: "Migrated",
  };
  const currencies = { label: "Label", owner: "Owner", kind: "YourFunds", currencies: ["EUR"] };
  return [
    [
      "POST",
      "/v3/Accounts",
      { accountName: "A, B & C", owner: { name: "Ada" }, sortCode: "040405", usageType: "YourFunds" },
    ],
    [
      "PATCH",
      `/v1${account}`,
      { status: "Enabled", statusReason: "Other", ownerName: "Ada", minimumBalance: number("1.50") },
    ],
    [
      "POST",
      `/v2${account}/Virtual`,
      {
        virtualAccounts: [
          { ownerName: "Ada", accountIdentifier: { iban: otherIban, externalIdentifier: "1" } },
        ],
      },
    ],
    ["PATCH", `/v1${virtual}`, { ownerName: "Ada", legalOwnerType: "Business", relationshipType: "Joint" }],
    [
      "POST",
      "/v3/payments/fps",
      batch(institution, [transfer({ enforceSendToScheme: true })], { paymentTypeCode: "SIP" }),
    ],
    [
      "POST",
      "/v3/payments/fps/return",
      { paymentReturnInstruction: { TransactionId: uuid, ReasonForReturn: "AC01" } },
    ],
    ["POST", "/v2/payments/fps/singlepayment", overseasPayment(institution)],
    ["POST", "/payments/chaps/v6/customer-payments", chapsCustomer(institution)],
    ["POST", "/payments/chaps/v6/institution-payments", chapsInstitution(institution)],
    ["POST", `/v1${account}/closure`, { closureReason: "AccountSwitched" }],
    [
      "PUT",
      `/v1${account}/nominated-account`,
      { identifier: otherIban, identifierKind: "Iban", ownerName: "Ada Byron" },
    ],
    ["POST", "/payments/cross-border-sterling/v4/payments", crossBorder(institution)],
    [
      "POST",
      `/v1/mccy/inboundpayment/${mccyAccounts[0]?.id}`,
      {
        instructedCurrency: "EUR",
        instructedAmount: number("5.00"),
        reference: null,
        endToEndId: "in",
        ultimateCreditor: { iban: mccyAccounts[0]?.iban, name: "Ada", address: null },
        ultimateDebtor: { identifier: "1", name: "Bob", address: "Street" },
      },
    ],
    [
      "POST",
      "/payments/chaps/v6/return-payments",
      { paymentId: uuid, reason: "AC01", instructionIdentification: "1", additionalInformation: "x" },
    ],
    [
      "POST",
      `/v1${account}/Mandates`,
      { ...mandate, counterpartAccount: { identification: { iban: otherIban } } },
    ],
    ["POST", `/v1${virtual}/Mandates`, { ...mandate, originatorName: "TELECOM" }],
    ["DELETE", `/v1${account}/Mandates/${mandates[0]?.id}`, { reasonCode: "1" }],
    ["POST", `/v1${account}/Mandates/${mandates[0]?.id}/Returns`, { rejectionReason: "B" }],
    [
      "POST",
      "/open-banking/outbound/v1/name-verification",
      {
        SchemeName: "SortCodeAccountNumber",
        LegalOwnerType: "Business",
        Identification: "04040512345678",
        OwnerName: "Ada",
        SecondaryIdentification: null,
      },
    ],
    [
      "POST",
      "/open-banking/outbound/v1/srd/validate",
      { SchemeName: "SortCodeAccountNumber", Identification: "04040512345678" },
    ],
    ["PUT", `/v1/Cop/opt${account}`, { optOut: true, optOutReason: "Asked for" }],
    ["PUT", `/v1/Cop/opt${virtual}`, { optOut: false, optOutReason: null }],
    [
      "POST",
      "/mccy/v1/Accounts",
      {
        ...currencies,
        identifiers: [{ identifier: "1", kind: "Iban" }],
        routingCode: { code: "040405", kind: "GBDSC" },
        productId: null,
      },
    ],
    ["POST", "/mccy/v2/Accounts", { ...currencies, bankIdentifierCode: null, routingCode: "040405" }],
    ["PATCH", mccy, { label: "New", owner: "Owner" }],
    ["PATCH", `${mccy}/status`, { status: "Active", statusReason: "Other", information: null }],
    ["POST", `${mccy}/currencies`, { currency: "USD" }],
    [
      "POST",
      "/mccy/v1/VirtualAccounts",
      { accountId: mccyAccounts[0]?.id, virtualAccount: { owner: "Ada" } },
    ],
    ["PATCH", mccyVirtual, { owner: "Ada" }],
    ["PATCH", `${mccyVirtual}/status`, { status: "Suspended", statusReason: null }],
    [
      "POST",
      "/v1/mccy/payments",
      { currencyCode: "EUR", transactions: [currencyPayment(institution, everyAgent)] },
    ],
    [
      "POST",
      "/v1/mccy/internaltransfers",
      {
        debitAccountIban: mccyAccounts[0]?.iban,
        creditAccountOther: { kind: "AccountId", identifier: uuid },
        instructedAmount: number("5.00"),
        instructedCurrency: "EUR",
        endToEndId: "t1",
        reference: "x",
      },
    ],
    [
      "POST",
      "/mccy/v1/StatementRequests",
      { year: number("2026"), month: number("2"), format: "csv", currency: "EUR" },
    ],
    [
      "POST",
      `/mccy/v1/StatementRequests/account/${mccyAccounts[0]?.iban}`,
      { year: number("2026"), month: number("2"), format: "csv", currency: "EUR" },
    ],
  ];
}

const details = { addressLine1: "1", postCode: null, country: "DE" };
const everyAgent = {
  intermediaryAgent: { FinancialInstitutionIdentification: { bic: "COBADEFF", addressDetails: details } },
  creditorAgent: {
    FinancialInstitutionIdentification: { name: "Bank", memberId: null, addressDetails: details },
    branchId: "1",
  },
  purpose: { code: "SALA" },
  remittanceInformation: { additionalRemittanceInformation: "x" },
  ultimateCreditor: {
    name: "Max",
    address: details,
    identification: {
      privateIdentification: {
        dateAndPlaceOfBirth: { countryOfBirth: "DE" },
        other: { identification: "1" },
      },
    },
  },
};

/** The rules that a body breaks by its shape, whatever the accounts are like. */
const shapeRules = [
  "clearbank.validation",
  "clearbank.fps.request",
  "clearbank.fps.enforce-send-to-scheme",
  "clearbank.chaps.request",
  "clearbank.cop.request",
];

function prepared(): TestInstitution {
  const institution = new TestInstitution();
  const { ledger } = institution;
  const at = institution.now.toISOString();
  const accountId = ledger.accounts[0]?.id ?? "";
  institution.call("POST", "/mccy/v1/VirtualAccounts", {
    accountId: ledger.mccyAccounts[0]?.id,
    virtualAccount: { owner: "Ada" },
  });
  institution.call("POST", `/v1/Accounts/${accountId}/Mandates`, {
    serviceUserNumber: "654321",
    reference: "OLD",
  });
  ledger.virtualAccounts.push({
    ...{ id: "3f2504e0-4f89-41d3-9a0c-0305e82c3301", accountId, ownerName: "Ada", createdAt: at },
    ...{ legalOwnerType: "Personal", relationshipType: "Single", status: "Enabled" },
  });
  return institution;
}

/** What the interface files have as limits, and one more. */
const limits = [1, 2, 3, 4, 8, 11, 16, 18, 20, 34, 35, 36, 40, 50, 70, 100, 105, 140, 200, 2048];
const lengths = [...new Set(limits.flatMap((limit) => [limit, limit + 1]))];

/** Each way of spoiling one place of a body, the place named by its members. */
function* spoilt(value: unknown, path = ""): Generator<readonly [path: string, body: unknown]> {
  if (path !== "") {
    yield [`${path} left out`, undefined];
    for (const other of [null, "", "x".repeat(500), "<|>\u00e9", number("7.125"), true, [], {}]) {
      yield [`${path} = ${writeRawJson(other).slice(0, 20)}`, other];
    }
    if (typeof value === "string") {
      for (const length of lengths) yield [`${path} = ${length} letters`, "A".repeat(length)];
    }
  }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      for (const [name, part] of spoilt(item, `${path}[]`)) yield [name, value.with(index, part)];
    }
    yield [`${path} = 101 items`, Array.from({ length: 101 }, () => value[0])];
  } else if (typeof value === "object" && value !== null && !(value instanceof JsonNumber)) {
    for (const [key, member] of Object.entries(value)) {
      for (const [name, part] of spoilt(member, `${path}.${key}`)) yield [name, { ...value, [key]: part }];
    }
    yield [`${path}.unknown`, { ...value, unknown: 1 }];
  }
}

/**
 * Where the sandbox says more than the schemas: what identifies an account, whole pence, known codes, at most ten
 * items, and no null for an object that is published without a type.
 */
const stricter = [
  /(iban|dentification|currencies\[\]|\.currency|SchemeName|LegalOwnerType|minimumBalance|mount) /,
  /(paymentInstructions|creditTransfers) = (\[\]|101 items)$/,
  /(addressDetails|dateAndPlaceOfBirth|other) = null$/,
];

describe("webhooks", () => {
  it("are set off in the version that they have by default", () => {
    const institution = prepared();
    for (const [method, path, body] of requests(institution)) institution.call(method, path, body);
    const emitted = institution.take();
    expect(new Set(emitted.map(({ type }) => type)).size).toBeGreaterThan(10);
    for (const { type, version } of emitted) expect([type, version]).toEqual([type, defaultVersion(type)]);
  });
});

describe.runIf(hasInterfaceFiles)("the interface files", () => {
  it("have every operation that is played", () => {
    const published = publishedOperations();
    const invented = playedOperations().filter((each) => {
      // Compared in clearbank-api-simulation.test.ts.
      if (/cross-border\/v2|customer-due-diligence|inbound-payment-simulation/.test(each)) return false;
      const [method = "", path = ""] = each.split(" ");
      return !published.includes(`${method} ${path.toLowerCase()}`);
    });
    expect(invented).toEqual([]);
    expect(playedOperations().length).toBeGreaterThan(70);
  });

  const bodies = requests(prepared());

  it.each(bodies)("and the sandbox take the same %s %s", (method, path, body) => {
    expect(requestProblem(method, path, JSON.parse(writeRawJson(body)))).toBeUndefined();
    const { rule, reason } = prepared().call(method, path, body);
    expect([
      shapeRules.includes(rule ?? "") ? reason : "",
      rule === "clearbank.unknown" && path.includes("account"),
    ]).toEqual(["", false]);
  });

  it.each(bodies)("and the sandbox refuse the same %s %s", (method, path, body) => {
    const differences: string[] = [];
    let refused = 0;
    for (const [name, wrong] of spoilt(body)) {
      const problem = requestProblem(method, path, JSON.parse(writeRawJson(wrong)));
      const { rule, reason } = prepared().call(method, path, wrong);
      const isRefused = rule !== undefined && shapeRules.includes(rule);
      if (problem !== undefined) refused += 1;
      if (isRefused === (problem !== undefined)) continue;
      if (isRefused && stricter.some((each) => each.test(name))) continue;
      differences.push(`${name}: ${problem ?? "taken"} / ${isRefused ? reason : `taken (${rule})`}`);
    }
    expect(differences).toEqual([]);
    expect(refused).toBeGreaterThan(3);
  });
});
