type Json = Record<string, unknown>;

const postalAddress = {
  streetName: "Prinsengracht",
  buildingNumber: "3",
  postCode: "1015DK",
  country: "NLD",
};
const address = {
  addressLabel: "MAIN_POSTAL_ADDRESS",
  addressType: "POSTAL_MAIL",
  postalAddress,
  addressUsages: [{ addressUsageName: "STATEMENT_SENDING", serviceCode: "ACCOUNT_SERVICE" }],
};

let made = 0;

/** An external reference that no body before had. */
export function fresh(name: string): string {
  made += 1;
  return `${name}-${made}`;
}

export function newCustomer(more: Json = {}): Json {
  return { lastName: "Jansen", firstName: "Anna", addresses: [address], ...more };
}

/** A department below an entity of a corporate contract. */
export function newEntity(parent: string, more: Json = {}): Json {
  return {
    issuerProductExtensionExternalReference: "CORPORATE-CHARGE-VISA",
    level: 2,
    companyEntityExternalReference: fresh("ENTITY"),
    parentCompanyEntityExternalReference: parent,
    corporateContractEntityAccounts: [
      {
        account: {
          issuerAccountExternalReference: fresh("ENTITY-ACCOUNT"),
          creditLimitAmount: { value: 500_000, exponent: 2, isoCode: "EUR" },
          sepaMandate: {
            mandateContractId: "MANDATE",
            sepaMandateUmr: "UMR-1",
            debtorPostalAddress: { streetName: "Singel", postCode: "1012VC", country: "NLD" },
          },
        },
      },
    ],
    ...more,
  };
}

/** An employee's account and card below an entity, for somebody in the same body. */
export function newEmployees(parent: string, requestCorrelationId: string): Json {
  return {
    issuerProductExtensionExternalReference: "CORPORATE-CHARGE-VISA",
    parentCompanyEntityExternalReference: parent,
    companyEntityExternalReference: fresh("EMPLOYEE"),
    corporateEmployeeAccounts: [
      {
        account: {
          issuerAccountExternalReference: fresh("EMPLOYEE-ACCOUNT"),
          accountOwnerRequestCorrelationId: requestCorrelationId,
        },
        contractFee: {
          membershipFeeModelReference: "MEMBERSHIP-CORPORATE",
          membershipFeePromotionalPeriod: 3,
        },
      },
    ],
    corporateEmployeeCards: [
      {
        cardContract: {
          issuerCardContractExternalReference: fresh("EMPLOYEE-CARD-CONTRACT"),
          cardHolderRequestCorrelationId: requestCorrelationId,
          card: { issuerCardExternalReference: fresh("EMPLOYEE-CARD") },
        },
      },
    ],
  };
}

/** The same for the service of virtual cards. */
export function newVirtualCards(parent: string): Json {
  return {
    issuerProductExtensionExternalReference: "CORPORATE-CHARGE-VISA",
    parentCompanyEntityExternalReference: parent,
    corporateEmployeeAccounts: [{ account: { issuerAccountExternalReference: fresh("VIRTUAL-ACCOUNT") } }],
    corporateEmployeeVcaServiceCards: [
      { vcaServiceCardContract: { vcaServiceCard: { issuerCardExternalReference: fresh("VIRTUAL-CARD") } } },
    ],
  };
}

/** A company, a corporate contract of its, and what belongs to that. */
export function newCorporateContract(more: { readonly contract?: Json; readonly root?: Json } = {}): Json {
  const root = fresh("ROOT");
  return {
    customers: [
      newCustomer({
        requestCorrelationId: "employee",
        issuerCustomerExternalReference: fresh("EMPLOYEE-PERSON"),
      }),
    ],
    companies: [
      {
        requestCorrelationId: "company",
        issuerCustomerExternalReference: fresh("COMPANY"),
        corporateName: "Tulip Trade",
        commercialStatus: "ACTIVE",
        addresses: [address],
        contacts: [{ name: "Bakker", firstName: "Jan" }],
      },
    ],
    corporateContract: {
      issuerProductExternalReference: "CORPORATE-CHARGE",
      issuerContractExternalReference: fresh("CORPORATE"),
      contractOwnerRequestCorrelationId: "company",
      corporateContractLevels: [
        { level: 1, levelDescription: "Company" },
        { level: 2, levelDescription: "Department" },
      ],
      corporateContractRootEntity: {
        companyEntityExternalReference: root,
        rootAccount: { issuerAccountExternalReference: fresh("ROOT-ACCOUNT"), workingCurrencyCode: "EUR" },
      },
      accountHierarchy: {},
      ...more.contract,
    },
    addCorporateContractEntities: [newEntity(root)],
    addCorporateEmployeeCardsAndAccounts: [newEmployees(root, "employee")],
    addCorporateVcaServiceCardsAndAccounts: [newVirtualCards(root)],
    ...more.root,
  };
}
