import { issuingOperations, type Operation } from "@countersign/worldline-issuing-facts";
import { beforeAll, expect, it } from "vitest";
import { type Issuer, openIssuer } from "./support/issuing.js";
import {
  newCorporateContract,
  newCustomer,
  newEmployees,
  newEntity,
  newVirtualCards,
} from "./support/issuing-bodies.js";
import { testSandbox } from "./support/sandbox.js";

type Names = Readonly<Record<string, string | undefined>>;

let issuer: Issuer;

beforeAll(async () => {
  issuer = await openIssuer(await testSandbox());
});

const operations = Object.entries(issuingOperations).flatMap(([resource, each]) =>
  Object.entries(each as Record<string, Operation>).map(([name, operation]) => ({
    name: `${resource}.${name}`,
    operation,
  })),
);

const letter = {
  letterTemplateIdentifier: { letterTemplateReference: "CARD-OVERVIEW" },
  validationNeeded: true,
};
const issuers = () => ({ issuerId: issuer.issuerId });
const pan = "4454420000010018";

/** A body for each operation that takes one. */
const bodies: Readonly<Record<string, () => unknown>> = {
  "contracts.search": () => ({ pan }),
  "contracts.searchAll": () => ({ ...issuers(), card: { pan } }),
  "corporateContracts.create": () => newCorporateContract(),
  "corporateContracts.searchAll": () => ({ ...issuers(), contractCompany: { corporateName: "windmill%" } }),
  "corporateContracts.addEntity": () => ({ addCorporateContractEntity: newEntity("ENTITY-ROOT") }),
  "corporateContracts.addEmployeeCardsAndAccounts": () => ({
    customers: [newCustomer({ requestCorrelationId: "someone" })],
    addCorporateEmployeeCardsAndAccounts: newEmployees("ENTITY-FLEET", "someone"),
  }),
  "corporateContracts.addVirtualCardsAndAccounts": () => ({
    addCorporateVcaServiceCardsAndAccounts: newVirtualCards("ENTITY-FLEET"),
  }),
  "operations.searchAll": () => ({
    pan,
    postingDateFrom: "2020-01-01T00:00:00Z",
    postingDateTo: "2099-01-01T00:00:00Z",
  }),
  "transactions.searchAll": () => ({ ...issuers(), pan }),
  "letters.generate": () => letter,
  "productExtensions.advise": () => ({ issuerProductExternalReference: "CONSUMER-CREDIT" }),
  "productExtensionBalancing.override": () => ({ deviceTokensThreshold: 4 }),
  "cardProducerBalancing.override": () => ({ percentages: [{ value: 100, cardProducer: "PRODUCER-NORTH" }] }),
  "brandAdvice.advise": () => ({ issuerProductExternalReference: "CONSUMER-CREDIT" }),
  "brandAdvice.modifyConfiguration": () => ({ merchantTokensThreshold: 2 }),
};

const day = 24 * 60 * 60_000;

/** What stands in the braces of a path, made for the operation where it has to be. */
async function namesFor(name: string): Promise<Names> {
  const { references } = issuer;
  const isCorporate = name.startsWith("corporate");
  const own = (kind: string, external: string) =>
    references[kind]?.find((each) => Object.values(each).includes(external)) ?? {};
  const account = own("accounts", isCorporate ? "EMPLOYEE-001" : "ACCOUNT-001");
  const card = own("cards", "CARD-001");
  const names = {
    issuerId: issuer.issuerId,
    ...(name === "corporateContracts.listForCompany"
      ? own("companies", "COMPANY-001")
      : own("customers", "CUST-001")),
    ...own(isCorporate ? "corporateContracts" : "contracts", isCorporate ? "CORPORATE-001" : "CONTRACT-001"),
    ...account,
    ...own("cardContracts", isCorporate ? "CONTRACT-CORPORATE-CARD-001" : "CONTRACT-CARD-001"),
    ...card,
    letterTemplateReference: "CARD-DELIVERY",
    issuerProductExternalReference: "CONSUMER-CREDIT",
    cardTemplateReference: "TEMPLATE-CONSUMER",
  };
  if (name.startsWith("letters.")) {
    const made = await issuer.call("POST", `/cards/${card.cardReference}/generate-letter`, letter);
    return { ...names, letterId: made.data.letterIdentifier.letterId };
  }
  const below = `/accounts/${account.accountReference}`;
  if (name.startsWith("creditTransfers.")) {
    const [first] = (await issuer.call("GET", `${below}/credit-transfers`)).data;
    return { ...names, endToEndId: first.creditTransferIdentifier.endToEndId };
  }
  if (name.startsWith("directDebits.")) {
    const [first] = (await issuer.call("GET", `${below}/direct-debits`)).data;
    return { ...names, endToEndId: first.directDebitIdentifier.endToEndId };
  }
  if (!/^(statements|operations)\./.test(name)) return names;
  const closed = (await issuer.call("GET", `${below}/statements`)).data;
  const posted = (await issuer.call("GET", `${below}/statements/last/operations`)).data;
  return {
    ...names,
    cycleClosureDate: closed[0].cycleClosureDate.replace(".000+00:00", "Z"),
    operationId: posted[0].operationIdentifier.operationId,
  };
}

/** What the table requires, and everything that may be embedded. */
function queryOf({ query = {}, requiredQuery = [] }: Operation): string {
  const parameters = new URLSearchParams();
  for (const name of requiredQuery) {
    const time = Date.now() + (name === "startTime" ? -180 * day : day);
    parameters.append(name, new Date(time).toISOString());
  }
  for (const name of Array.isArray(query.embed) ? query.embed : []) parameters.append("embed", name);
  return parameters.size === 0 ? "" : `?${parameters}`;
}

for (const { name, operation } of operations) {
  it(`${name} answers as its object is listed, on all of its paths`, async () => {
    for (const template of operation.paths) {
      const names = await namesFor(name);
      const path = template.replace(/\{(\w+)\}/g, (_all, each) => {
        const value = names[each];
        if (value === undefined) throw new Error(`${template}: nothing for ${each}`);
        return encodeURIComponent(value);
      });
      const posted = (await bodyFor(name, names)) as object | undefined;
      const bare = operation.isReading || operation.method === "GET";
      if (bare) await expectAnswer(operation, path, requiredOnly(operation), posted);
      await expectAnswer(operation, path, queryOf(operation), posted);
    }
  });
}

function requiredOnly(operation: Operation): string {
  return queryOf({ ...operation, query: {} });
}

async function expectAnswer(operation: Operation, path: string, query: string, body: unknown): Promise<void> {
  const answer = await issuer.send(operation.method, `${path}${query}`, body);
  expect([operation.method, path, answer.status, answer.reason]).toEqual([operation.method, path, 200, ""]);
  // An empty list would say nothing of what is in it.
  if (operation.response.endsWith("[]")) expect(answer.data.length).toBeGreaterThan(0);
}

async function bodyFor(name: string, names: Names): Promise<unknown> {
  if (name === "operations.inquire") {
    const path = `/accounts/${names.accountReference}/operations/${names.operationId}`;
    const { externalOperationDate, externalOperationReference, externalOperationServicePoster } = (
      await issuer.call("GET", path)
    ).data;
    return { externalOperationDate, externalOperationReference, externalOperationServicePoster };
  }
  if (name === "contracts.replaceCustomer") {
    const path = `/contracts/${names.contractReference}?embed=contractCustomerIdentifiers`;
    const [customer] = (await issuer.call("GET", path)).data.contractCustomerIdentifiers;
    return {
      previousCustomerIdentifier: customer,
      targetCustomer: { newCustomer: newCustomer() },
    };
  }
  return bodies[name]?.();
}
