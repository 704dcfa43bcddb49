import type { Random } from "../random.js";
import { dateTime } from "./date-times.js";
import { nextReference } from "./references.js";
import { corporateProduct } from "./seed-products.js";
import { seedAccount, seedAddress, seedCard, seedDate } from "./seed-things.js";
import type { AccountIdentifier, CorporateContract, CorporateEntity, IssuerState } from "./state.js";

/** A corporate contract: a company, a department below it, and two employees with an account and a card each. */
export function seedCorporate(issuer: IssuerState, now: Date, random: Random): void {
  const company = {
    customerReference: nextReference(issuer),
    issuerCustomerExternalReference: "COMPANY-001",
  };
  const office = {
    streetName: "Herengracht",
    buildingNumber: "500",
    postCode: "1017CB",
    townName: "Amsterdam",
  };
  issuer.companies.push({
    customerIdentifier: company,
    corporateName: "Windmill Logistics",
    commercialStatus: "ACTIVE",
    legalForm: "BV",
    addresses: [seedAddress(issuer, "COMPANY-001-OFFICE", { ...office, country: "NLD" })],
    lastUpdateDate: seedDate(2023, 1, 10),
  });
  const contractIdentifier = {
    contractReference: random.uuid(),
    issuerContractExternalReference: "CORPORATE-001",
  };
  const { productIdentifier, extensions } = corporateProduct;
  const common = {
    contract: { contractIdentifier },
    productIdentifier,
    owner: company,
  };
  const more = {
    accountProfileReference: "PROFILE-CORPORATE",
    accountTemplateReference: "ACCOUNT-CORPORATE",
    productExtensionIdentifier: { issuerProductExtensionExternalReference: extensions[0] },
    contractType: "CORPORATE",
  };
  const root = seedAccount(issuer, {
    ...common,
    external: "CORPORATE-ROOT",
    iban: "NL77SAND0000000100",
    more: { ...more, companyEntityExternalReference: "ENTITY-ROOT" },
  });
  const department = seedAccount(issuer, {
    ...common,
    external: "CORPORATE-FLEET",
    iban: "NL77SAND0000000101",
    root,
    parent: root,
    more: { ...more, companyEntityExternalReference: "ENTITY-FLEET" },
  });
  const fleet: CorporateEntity = {
    level: 2,
    companyEntityExternalReference: "ENTITY-FLEET",
    parentCompanyEntityExternalReference: "ENTITY-ROOT",
    accountIdentifier: department,
    parentAccountIdentifier: root,
  };
  const [emma, lucas] = issuer.customers.map(({ customerIdentifier }) => customerIdentifier);
  if (emma === undefined || lucas === undefined) throw new Error("the consumers are seeded first");
  const contract: CorporateContract = {
    contractIdentifier,
    signatureDate: seedDate(2023, 1, 31),
    status: "SIGNED",
    statusDate: seedDate(2023, 2, 1),
    contractOwnerIdentifier: company,
    rootAccountIdentifier: root,
    productIdentifier,
    customerIdentifier: [emma, lucas],
    companyIdentifiers: [company],
    statementDuplicatedForCompany: false,
    corporateContractLevels: [
      { level: "1", levelDescription: "Company" },
      { level: "2", levelDescription: "Department" },
    ],
    corporateContractEntities: [
      { level: 1, companyEntityExternalReference: "ENTITY-ROOT", accountIdentifier: root },
      fleet,
    ],
    corporateEmployeeAccounts: [],
  };
  issuer.corporateContracts.push(contract);
  const anniversary = dateTime(new Date(Date.UTC(now.getUTCFullYear() + 1, 1, 1)));
  for (const [index, employee] of [emma, lucas].entries()) {
    const number = index + 1;
    const account: AccountIdentifier = seedAccount(issuer, {
      ...common,
      external: `EMPLOYEE-00${number}`,
      iban: `NL77SAND000000011${number}`,
      owner: employee,
      root,
      parent: department,
      more: { ...more, companyEntityExternalReference: `ENTITY-EMPLOYEE-${number}` },
    });
    contract.corporateEmployeeAccounts.push({
      accountIdentifier: account,
      parentAccountIdentifier: department,
      parentCompanyEntityExternalReference: "ENTITY-FLEET",
      companyEntityExternalReference: `ENTITY-EMPLOYEE-${number}`,
      customerIdentifiers: [employee],
      waiveFee: false,
      corporateProductType: "EMPLOYEE",
      contractFee: {
        accountIdentifier: account,
        selectedModels: [{ type: "MEMBERSHIP_FEE", reference: "MEMBERSHIP-CORPORATE" }],
        membershipFeeAnniversaryDate: anniversary,
        postingAccountForMembershipFee: "ROOT_ACCOUNT",
      },
    });
    seedCard(
      issuer,
      {
        external: `CORPORATE-CARD-00${number}`,
        pan: `445442000002001${number}`,
        contract,
        product: corporateProduct,
        account,
        holder: employee,
        contractType: "CORPORATE",
        tokens: { device: 0, merchant: 0 },
      },
      now,
    );
  }
}
