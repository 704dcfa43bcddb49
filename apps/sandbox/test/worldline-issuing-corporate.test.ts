import { beforeAll, describe, expect, it } from "vitest";
import { type Issuer, openIssuer } from "./support/issuing.js";
import {
  fresh,
  newCorporateContract,
  newCustomer,
  newEmployees,
  newEntity,
  newVirtualCards,
} from "./support/issuing-bodies.js";
import { expectRefusal, testSandbox } from "./support/sandbox.js";

type Json = Record<string, unknown>;

const seeded = "/corporate-contracts/external-contracts/CORPORATE-001";
const create = "/corporate-contracts/create-corporate-contract";

let issuer: Issuer;

beforeAll(async () => {
  issuer = await openIssuer(await testSandbox());
});

describe("a corporate contract", () => {
  it("has entities, employees' accounts with cards, and a root account", async () => {
    const { data } = await issuer.call(
      "GET",
      `${seeded}?embed=corporateContractEntities&embed=corporateEmployeeAccounts.customerIdentifiers` +
        "&embed=rootAccount&embed=contractCompanies.addresses",
    );
    expect(data.corporateContractEntities.map((each: Json) => each.companyEntityExternalReference)).toEqual([
      "ENTITY-ROOT",
      "ENTITY-FLEET",
    ]);
    expect(data.corporateEmployeeAccounts).toHaveLength(2);
    expect(data.corporateEmployeeAccounts[0].customerIdentifiers).toHaveLength(1);
    expect(data.corporateEmployeeAccounts[0].contractFee.membershipFeeAnniversaryDate).toBeTruthy();
    expect(data.rootAccount.root).toBe(true);
    expect(data.contractCompanies[0].addresses[0].postalAddress.townName).toBe("Amsterdam");
    expect(data).not.toHaveProperty("companyIdentifiers");
    const employees = (await issuer.call("GET", `${seeded}?embed=corporateEmployeeAccounts`)).data;
    expect(employees.corporateEmployeeAccounts[0]).not.toHaveProperty("customerIdentifiers");
  });

  it("is found by its accounts and card contracts, and is no consumer contract", async () => {
    const identifier = { issuerContractExternalReference: "CORPORATE-001" };
    for (const path of [
      "/accounts/external-accounts/EMPLOYEE-002/corporate-contract",
      "/card-contracts/external-card-contracts/CONTRACT-CORPORATE-CARD-002/corporate-contract",
    ]) {
      expect((await issuer.call("GET", path)).data.contractIdentifier).toMatchObject(identifier);
    }
    for (const path of [
      "/accounts/external-accounts/ACCOUNT-001/corporate-contract",
      "/card-contracts/external-card-contracts/CONTRACT-CARD-001/corporate-contract",
      "/corporate-contracts/external-contracts/CONTRACT-001",
      "/companies/external-customers/CUST-001/corporate-contracts",
      `${seeded}/corporate-employee-accounts/external-accounts/ACCOUNT-001`,
      `${seeded}/corporate-employee-accounts/external-accounts/CORPORATE-ROOT`,
    ]) {
      expectRefusal(await issuer.call("GET", path), 404, "worldline-issuing.not-found");
    }
  });
});

describe("the search for corporate contracts", () => {
  const search = (body: Json, query = "") =>
    issuer.send("POST", `/search-corporate-contracts${query}`, { issuerId: issuer.issuerId, ...body });

  it("finds by the company's name, address and identifier", async () => {
    const cases: [Json, number][] = [
      [{ corporateName: "%mill log%" }, 1],
      [{ corporateName: "Windmill" }, 0],
      [{ corporateName: "Windmill%", postalAddress: { streetName: "Heren%", postCode: "1017CB" } }, 1],
      [{ corporateName: "Windmill%", postalAddress: { streetName: "Prinsen%" } }, 0],
      [{ customerIdentifier: { issuerCustomerExternalReference: "COMPANY-001" } }, 1],
      [{ customerIdentifier: { issuerCustomerExternalReference: "CUST-001" } }, 0],
    ];
    for (const [contractCompany, count] of cases) {
      expect([contractCompany, (await search({ contractCompany })).data.length]).toEqual([
        contractCompany,
        count,
      ]);
    }
    const contractCompany = { corporateName: "Windmill%" };
    const withOwner = await search(
      { contractCompany, retrieveContractOwner: true },
      "?embed=contractCompanies",
    );
    expect(withOwner.data[0].contractCompanies[0].corporateName).toBe("Windmill Logistics");
  });

  it("takes one criterion, with what goes with it", async () => {
    const customerIdentifier = { issuerCustomerExternalReference: "COMPANY-001" };
    const cases: [Json, string][] = [
      [{ contractCompany: {} }, "worldline-issuing.search.company"],
      [
        { contractCompany: { corporateName: "Windmill", customerIdentifier } },
        "worldline-issuing.search.company",
      ],
      [{ contractCompany: { corporateName: "%Wi %" } }, "worldline-issuing.search.company-name"],
      [
        { contractCompany: { customerIdentifier, postalAddress: {} } },
        "worldline-issuing.search.company-address",
      ],
      [
        { contractCompany: { customerIdentifier }, retrieveContractOwner: true },
        "worldline-issuing.search.contract-owner",
      ],
      [
        { contractCompany: { customerIdentifier }, issuerIds: [issuer.issuerId] },
        "worldline-issuing.search.issuers",
      ],
    ];
    for (const [body, rule] of cases) expectRefusal(await search(body), 400, rule);
  });
});

describe("creating a corporate contract", () => {
  it("makes everything in the body, to be retrieved by either reference", async () => {
    const body = newCorporateContract();
    const made = await issuer.call("POST", create, body);
    expect([made.status, made.reason]).toEqual([200, ""]);
    const { contract, companies, customers } = made.data;
    expect(contract.contractOwnerIdentifier).toEqual(companies[0].customerIdentifier);
    expect(companies[0].contacts[0].contactReference).toBeTruthy();
    const seen = (
      await issuer.call(
        "GET",
        `/corporate-contracts/${contract.contractIdentifier.contractReference}` +
          "?embed=corporateContractEntities&embed=corporateEmployeeAccounts&embed=contractCustomers&embed=contractCompanies",
      )
    ).data;
    expect(seen.corporateContractEntities.map((each: Json) => each.level)).toEqual([1, 2]);
    expect(seen.corporateEmployeeAccounts).toHaveLength(2);
    expect(seen.contractCustomers[0].customerIdentifier).toEqual(customers[0].customerIdentifier);
    expect(seen.contractCompanies[0].corporateName).toBe("Tulip Trade");
    const company = companies[0].customerIdentifier.customerReference;
    expect((await issuer.call("GET", `/companies/${company}/corporate-contracts`)).data).toHaveLength(1);
    const [employee] = contract.corporateEmployeeCardsAndAccounts[0].corporateEmployeeCards;
    const { cardContractReference } = employee.cardContract.cardContractIdentifier;
    const byCard = await issuer.call("GET", `/card-contracts/${cardContractReference}/corporate-contract`);
    expect(byCard.data.contractIdentifier).toEqual(contract.contractIdentifier);
    // The card is there for everything else that is done with cards.
    const { cardReference } = employee.cardContract.card.cardIdentifier;
    expect((await issuer.call("POST", `/cards/${cardReference}/advise-product-extension`)).status).toBe(200);
  });

  it("has an owner, a known product, and references that are free", async () => {
    const owned = (contract: Json) =>
      newCorporateContract({ contract: { contractOwnerRequestCorrelationId: undefined, ...contract } });
    const cases: [Json, number, string][] = [
      [owned({}), 400, "worldline-issuing.corporate.owner"],
      [
        owned({ contractOwnerRequestCorrelationId: "nobody" }),
        400,
        "worldline-issuing.corporate.request-correlation",
      ],
      [
        owned({ contractOwner: { issuerCustomerExternalReference: "COMPANY-009" } }),
        404,
        "worldline-issuing.not-found",
      ],
      [
        newCorporateContract({ contract: { issuerProductExternalReference: "NO-PRODUCT" } }),
        404,
        "worldline-issuing.not-found",
      ],
      [
        newCorporateContract({ contract: { issuerContractExternalReference: "CORPORATE-001" } }),
        400,
        "worldline-issuing.reference.taken",
      ],
    ];
    for (const [body, status, rule] of cases) {
      expectRefusal(await issuer.call("POST", create, body), status, rule);
    }
    const known = owned({ contractOwner: { issuerCustomerExternalReference: "COMPANY-001" } });
    const made = await issuer.call("POST", create, known);
    expect(made.data.contract.contractOwnerIdentifier.issuerCustomerExternalReference).toBe("COMPANY-001");
    expectRefusal(await issuer.call("POST", create), 400, "worldline-issuing.body.member");
  });
});

describe("adding to a corporate contract", () => {
  it("adds an entity, below which more can be added", async () => {
    const entity = newEntity("ENTITY-FLEET", { level: 3 });
    const added = await issuer.call("POST", `${seeded}/add-corporate-contract-entity`, {
      addCorporateContractEntity: entity,
    });
    const { corporateContractEntity } = added.data.contract;
    const { accountReference } = corporateContractEntity.accountIdentifier;
    const seen = (await issuer.call("GET", `${seeded}?embed=corporateContractEntities`)).data;
    expect(seen.corporateContractEntities.at(-1)).toMatchObject({
      level: 3,
      companyEntityExternalReference: entity.companyEntityExternalReference,
      parentCompanyEntityExternalReference: "ENTITY-FLEET",
      account: { root: false, sepaMandate: true, sepaMandateUmr: "UMR-1" },
    });
    expect((await issuer.call("GET", `/accounts/${accountReference}/corporate-contract`)).status).toBe(200);
    const virtual = newVirtualCards(String(entity.companyEntityExternalReference));
    const cards = await issuer.call("POST", `${seeded}/add-virtual-cards-accounts-service`, {
      addCorporateVcaServiceCardsAndAccounts: virtual,
    });
    expect(cards.data.contract.corporateContractEntity).toMatchObject({
      level: 3,
      levelDescription: "Level 3",
      parentAccountIdentifier: { accountReference },
    });
  });

  it("adds employees' accounts and cards", async () => {
    const employees = newEmployees("ENTITY-FLEET", "anna");
    const added = await issuer.call("POST", `${seeded}/add-corporate-employee-cards-accounts`, {
      customers: [newCustomer({ requestCorrelationId: "anna" })],
      addCorporateEmployeeCardsAndAccounts: employees,
    });
    const [made] = added.data.contract.corporateEmployeeCardsAndAccounts;
    const anna = added.data.customers[0].customerIdentifier;
    const { accountReference } = made.corporateEmployeeAccounts[0].account.accountIdentifier;
    const path = `${seeded}/corporate-employee-accounts/${accountReference}`;
    const embed = "embed=account&embed=cards.orders&embed=customers.addresses";
    const seen = (await issuer.call("GET", `${path}?${embed}`)).data;
    expect(seen.customerIdentifiers).toEqual([anna]);
    expect(seen.account.accountOwnerIdentifier).toEqual(anna);
    expect(seen.contractFee).toMatchObject({
      membershipFeePromotionalPeriod: 3,
      selectedModels: [{ type: "MEMBERSHIP_FEE", reference: "MEMBERSHIP-CORPORATE" }],
    });
    expect(seen.cardContracts[0].cardHolderIdentifier).toEqual(anna);
    expect(seen.cardContracts[0].cards[0].orders[0].orderType).toBe("CardOrder");
    expect(seen.customers[0].addresses[0].addressLabel).toBe("MAIN_POSTAL_ADDRESS");
  });

  it("is below an entity that is there, at a level of its own, with an extension of the product", async () => {
    const add = (entity: Json) =>
      issuer.call("POST", `${seeded}/add-corporate-contract-entity`, { addCorporateContractEntity: entity });
    const extension = { issuerProductExtensionExternalReference: "CONSUMER-CREDIT-VISA" };
    const taken = { account: { issuerAccountExternalReference: "CORPORATE-FLEET" } };
    const stranger = { account: { accountOwnerRequestCorrelationId: "stranger" } };
    const cases: [Json, number, string][] = [
      [newEntity("NO-ENTITY"), 400, "worldline-issuing.corporate.entity-parent"],
      [newEntity("ENTITY-ROOT", { level: 1 }), 400, "worldline-issuing.corporate.entity-level"],
      [
        newEntity("ENTITY-ROOT", { companyEntityExternalReference: "ENTITY-FLEET" }),
        400,
        "worldline-issuing.reference.taken",
      ],
      [
        newEntity("ENTITY-ROOT", { corporateContractEntityAccounts: [taken] }),
        400,
        "worldline-issuing.reference.taken",
      ],
      [
        newEntity("ENTITY-ROOT", { corporateContractEntityAccounts: [stranger] }),
        400,
        "worldline-issuing.corporate.request-correlation",
      ],
      [
        newEntity("ENTITY-ROOT", { corporateContractEntityAccounts: [] }),
        400,
        "worldline-issuing.body.member",
      ],
      [newEntity("ENTITY-ROOT", extension), 404, "worldline-issuing.not-found"],
    ];
    for (const [entity, status, rule] of cases) {
      expectRefusal(await add(entity), status, rule);
    }
    const employees = { ...newEmployees("NO-ENTITY", "x"), companyEntityExternalReference: fresh("E") };
    const refused = await issuer.call("POST", `${seeded}/add-corporate-employee-cards-accounts`, {
      addCorporateEmployeeCardsAndAccounts: employees,
    });
    expectRefusal(refused, 400, "worldline-issuing.corporate.entity-parent");
    const consumer = "/corporate-contracts/external-contracts/CONTRACT-001/add-corporate-contract-entity";
    const body = { addCorporateContractEntity: newEntity("ENTITY-ROOT") };
    expectRefusal(await issuer.call("POST", consumer, body), 404, "worldline-issuing.not-found");
  });
});
