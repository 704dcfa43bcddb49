import { beforeAll, describe, expect, it } from "vitest";
import { noon, year } from "./support/fixed-day.js";
import { type Issuer, openIssuer } from "./support/issuing.js";
import { newCustomer } from "./support/issuing-bodies.js";
import { expectRefusal, type TestSandbox, testSandbox } from "./support/sandbox.js";

type Json = Record<string, unknown>;

let box: TestSandbox;
let issuer: Issuer;

beforeAll(async () => {
  box = await testSandbox();
  issuer = await openIssuer(box);
});

/** The external references of the contracts that were found. */
async function found(path: string, body: unknown): Promise<string[]> {
  const answer = await issuer.send("POST", path, body);
  expect([answer.status, answer.reason]).toEqual([200, ""]);
  return answer.data.map((each: never) => externalOf(each)).sort();
}

function externalOf(contract: {
  readonly contractIdentifier: { readonly issuerContractExternalReference: string };
}): string {
  return contract.contractIdentifier.issuerContractExternalReference;
}

describe("a consumer contract", () => {
  it("is found by its account, its card contract and its customers", async () => {
    const byAccount = await issuer.call("GET", "/accounts/external-accounts/ACCOUNT-002/contract");
    expect(externalOf(byAccount.data)).toBe("CONTRACT-002");
    const path = "/card-contracts/external-card-contracts/CONTRACT-CARD-002/contract";
    expect(externalOf((await issuer.call("GET", path)).data)).toBe("CONTRACT-001");
    const ofCustomer = await issuer.call("GET", "/customers/external-customers/CUST-002/contracts");
    expect(ofCustomer.data.map(externalOf)).toEqual(["CONTRACT-001"]);
  });

  it("is no corporate contract, and does not come for what is not there", async () => {
    const missing = [
      "/contracts/external-contracts/CORPORATE-001",
      "/contracts/external-contracts/CONTRACT-009",
      "/accounts/external-accounts/CORPORATE-ROOT/contract",
      "/card-contracts/external-card-contracts/CONTRACT-CORPORATE-CARD-001/contract",
      "/customers/external-customers/COMPANY-001/contracts",
    ];
    for (const path of missing) {
      expectRefusal(await issuer.call("GET", path), 404, "worldline-issuing.not-found");
    }
  });
});

it("a contract's fees are listed with their models, their day and where they are posted", async () => {
  const own = await testSandbox({ now: () => noon });
  const contract = "/contracts/external-contracts/CONTRACT-001";
  const answer = await (await openIssuer(own)).call("GET", `${contract}/contract-fees`);
  expect(answer.data).toEqual([
    {
      accountIdentifier: expect.objectContaining({ issuerAccountExternalReference: "ACCOUNT-001" }),
      selectedModels: [
        { type: "MEMBERSHIP_FEE", reference: "MEMBERSHIP-YEARLY" },
        { type: "ACCOUNT_SETUP_FEE", reference: "SETUP-ONCE" },
      ],
      membershipFeeAnniversaryDate: `${year + 1}-02-01T00:00:00.000+00:00`,
      postingAccountForMembershipFee: "ROOT_ACCOUNT",
      postingAccountForAccountSetupFee: "ROOT_ACCOUNT",
    },
  ]);
});

describe("the search for contracts of an issuer", () => {
  const search = (body: unknown) => found(`/issuers/${issuer.issuerId}/contracts/search`, body);
  const sofie = { lastName: "Peeters", firstName: "Sofie" };

  it("finds by each criterion", async () => {
    const cases: [Json, string][] = [
      [{ iban: "NL77SAND0000000002" }, "CONTRACT-002"],
      [{ accountIdentifier: { issuerAccountExternalReference: "ACCOUNT-001" } }, "CONTRACT-001"],
      [{ accountMembershipNumber1: "MEMBER-ACCOUNT-002" }, "CONTRACT-002"],
      [{ customerIdentifier: { issuerCustomerExternalReference: "CUST-002" } }, "CONTRACT-001"],
      [{ partnerExternalReference: "PARTNER-CUST-003" }, "CONTRACT-002"],
      [
        { customerAttributes: { ...sofie, birthdate: "1990-03-28T00:00:00Z", zipCode: "1000" } },
        "CONTRACT-002",
      ],
      [{ pan: "4454420000010034" }, "CONTRACT-002"],
      [{ cardIdentifier: { issuerCardExternalReference: "CARD-002" } }, "CONTRACT-001"],
      [
        { cardContractIdentifier: { issuerCardContractExternalReference: "CONTRACT-CARD-003" } },
        "CONTRACT-002",
      ],
    ];
    for (const [body, expected] of cases) expect([body, await search(body)]).toEqual([body, [expected]]);
    expect(await search({ iban: "NL77" })).toEqual([]);
    expect(await search({ customerAttributes: { ...sofie, birthdate: "1990-03-29T00:00:00Z" } })).toEqual([]);
    expect(await search({ customerAttributes: { ...sofie, zipCode: "9999" } })).toEqual([]);
  });

  it("takes Worldline's own reference before the issuer's", async () => {
    const [first] = issuer.references.accounts ?? [];
    const accountIdentifier = {
      accountReference: first?.accountReference,
      issuerAccountExternalReference: "ACCOUNT-002",
    };
    expect(await search({ accountIdentifier })).toEqual(["CONTRACT-001"]);
  });

  it("takes one criterion, and of attributes both names", async () => {
    const call = (body: unknown) => issuer.call("POST", "/contracts/search", body);
    for (const body of [{}, undefined, { iban: "x", pan: "y" }, { retrievePreviousCards: true }]) {
      expectRefusal(await call(body), 400, "worldline-issuing.search.criterion");
    }
    const attributes = { customerAttributes: { lastName: "Peeters" } };
    expectRefusal(await call(attributes), 400, "worldline-issuing.search.customer-name");
  });
});

describe("the global search for contracts", () => {
  const search = (body: Json) => found("/search-contracts", { issuerId: issuer.issuerId, ...body });

  it("finds what fits all that is asked", async () => {
    const both = ["CONTRACT-001", "CONTRACT-002"];
    const cases: [Json, string[]][] = [
      [{}, both],
      [{ account: { iban: "NL77SAND0000000001" } }, ["CONTRACT-001"]],
      [{ card: { pan: "4454420000010034" } }, ["CONTRACT-002"]],
      [{ account: { iban: "NL77SAND0000000001" }, card: { pan: "4454420000010034" } }, []],
      [{ customer: { partnerExternalReference: "PARTNER-CUST-001" } }, ["CONTRACT-001"]],
      [
        { customer: { customerIdentifier: { issuerCustomerExternalReference: "CUST-003" } } },
        ["CONTRACT-002"],
      ],
      [{ customer: { customerCriteria: { firstName: "%", lastName: "de vr%" } } }, ["CONTRACT-001"]],
      [
        { customer: { customerCriteria: { firstName: "%", lastName: "%", birthDate: "1990%" } } },
        ["CONTRACT-002"],
      ],
      [{ customer: { customerCriteria: { firstName: "Em.a", lastName: "%" } } }, []],
      [
        {
          customer: {
            customerCriteria: {
              firstName: "%",
              lastName: "%",
              postalAddress: { streetName: "Rue%", postCode: "10%" },
            },
          },
        },
        ["CONTRACT-002"],
      ],
    ];
    for (const [body, expected] of cases) expect([body, await search(body)]).toEqual([body, expected]);
    expect(await found("/search-contracts", { issuerIds: [issuer.issuerId] })).toEqual(both);
  });

  it("names its issuers in one way, and each part by one criterion", async () => {
    const { issuerId } = issuer;
    const cases: [Json, string][] = [
      [{}, "worldline-issuing.search.issuers"],
      [{ issuerId, issuerIds: [issuerId] }, "worldline-issuing.search.issuers"],
      [{ issuerIds: [issuerId], includeSubIssuers: true }, "worldline-issuing.search.sub-issuers"],
      [{ issuerId, account: {} }, "worldline-issuing.search.account"],
      [
        { issuerId, account: { iban: "x", accountMembershipNumber1: "y" } },
        "worldline-issuing.search.account",
      ],
      [
        { issuerId, customer: { customerIdentifier: {}, partnerExternalReference: "x" } },
        "worldline-issuing.search.customer",
      ],
      [{ issuerId, card: {} }, "worldline-issuing.search.card"],
      [{ issuerId, card: { pan: "x", cardIdentifier: {} } }, "worldline-issuing.search.card"],
    ];
    for (const [body, rule] of cases) {
      expectRefusal(await issuer.send("POST", "/search-contracts", body), 400, rule);
    }
  });
});

describe("replacing a customer", () => {
  const path = "/contracts/external-contracts/CONTRACT-001";
  const embed = "embed=contractCustomers&embed=accounts&embed=cardContracts";
  const customer = (external: string) => ({ issuerCustomerExternalReference: external });

  it("puts a new one in all places of the previous one", async () => {
    const own = await openIssuer(box);
    const answer = await own.call("POST", `${path}/replace-customer`, {
      previousCustomerIdentifier: customer("CUST-001"),
      targetCustomer: {
        newCustomer: newCustomer({
          issuerCustomerExternalReference: "CUST-004",
          correspondenceName: "A. Jansen",
        }),
      },
    });
    const target = answer.data.contract.contractOwnerIdentifier;
    expect(target.issuerCustomerExternalReference).toBe("CUST-004");
    expect(answer.data.contract.accounts[0].accountOwnerIdentifier).toEqual(target);
    expect(answer.data.contract.accounts[0].accountGuarantorIdentifier).toMatchObject(customer("CUST-002"));
    const seen = (await own.call("GET", `${path}?${embed}`)).data;
    expect(seen.contractOwnerIdentifier).toEqual(target);
    expect(seen.contractCustomers.map((each: Json) => [each.firstName, each.correspondenceName])).toEqual([
      ["Anna", "A. Jansen"],
      ["Lucas", "Lucas de Vries"],
    ]);
    expect(seen.accounts[0].accountOwnerIdentifier).toEqual(target);
    expect(seen.cardContracts.map((each: Json) => each.cardHolderIdentifier)).toMatchObject([
      target,
      customer("CUST-002"),
    ]);
    const before = await own.call("GET", "/customers/external-customers/CUST-001/contracts");
    expect(before.data).toEqual([]);
    const after = await own.call("GET", "/customers/external-customers/CUST-004/contracts");
    expect(after.data.map(externalOf)).toEqual(["CONTRACT-001"]);
  });

  it("takes one who is there, and has nobody in a contract twice", async () => {
    const own = await openIssuer(box);
    const replace = (previous: string, target: string) =>
      own.call("POST", `${path}/replace-customer`, {
        previousCustomerIdentifier: customer(previous),
        targetCustomer: { existingCustomerIdentifier: customer(target) },
      });
    const customers = async () =>
      (await own.call("GET", `${path}?embed=contractCustomerIdentifiers`)).data.contractCustomerIdentifiers;
    expect((await replace("CUST-002", "CUST-003")).status).toBe(200);
    expect(await customers()).toMatchObject([customer("CUST-001"), customer("CUST-003")]);
    expect((await replace("CUST-001", "CUST-003")).status).toBe(200);
    expect(await customers()).toMatchObject([customer("CUST-003")]);
    expect(await customers()).toHaveLength(1);
  });

  it("is refused without one target, for nobody of the contract, and for a reference that is taken", async () => {
    const replace = (previous: string, targetCustomer: Json) =>
      issuer.call("POST", `${path}/replace-customer`, {
        previousCustomerIdentifier: customer(previous),
        targetCustomer,
      });
    const existing = { existingCustomerIdentifier: customer("CUST-003") };
    const target = "worldline-issuing.replace-customer.target";
    expectRefusal(await replace("CUST-001", {}), 400, target);
    expectRefusal(await replace("CUST-001", { ...existing, newCustomer: newCustomer() }), 400, target);
    const previous = "worldline-issuing.replace-customer.previous";
    expectRefusal(await replace("CUST-003", existing), 400, previous);
    expectRefusal(await replace("CUST-009", existing), 400, previous);
    const unknown = { existingCustomerIdentifier: customer("CUST-009") };
    expectRefusal(await replace("CUST-001", unknown), 404, "worldline-issuing.not-found");
    for (const external of ["CUST-002", "COMPANY-001"]) {
      const taken = { newCustomer: newCustomer(customer(external)) };
      expectRefusal(await replace("CUST-001", taken), 400, "worldline-issuing.reference.taken");
    }
  });
});
