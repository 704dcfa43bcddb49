import type { Random } from "../random.js";
import { dateTime } from "./date-times.js";
import { consumerProduct } from "./seed-products.js";
import { seedAccount, seedCard, seedCustomer, seedDate } from "./seed-things.js";
import type { AccountIdentifier, Contract, CustomerIdentifier, IssuerState } from "./state.js";

const home = { streetName: "Keizersgracht", buildingNumber: "21", postCode: "1015CJ", townName: "Amsterdam" };
const flat = { streetName: "Rue de la Loi", buildingNumber: "16", postCode: "1000", townName: "Bruxelles" };

/** Two consumer contracts: of a couple with a card each, and of one person. @returns the couple's account */
export function seedConsumer(issuer: IssuerState, now: Date, random: Random): AccountIdentifier {
  const emma = seedCustomer(issuer, {
    ...{ external: "CUST-001", firstName: "Emma", lastName: "de Vries", language: "nl" },
    birthDate: "1984-05-17T00:00:00.000+00:00",
    postalAddress: { ...home, country: "NLD" },
  });
  const lucas = seedCustomer(issuer, {
    ...{ external: "CUST-002", firstName: "Lucas", lastName: "de Vries", language: "nl" },
    birthDate: "1982-11-02T00:00:00.000+00:00",
    postalAddress: { ...home, country: "NLD" },
  });
  const sofie = seedCustomer(issuer, {
    ...{ external: "CUST-003", firstName: "Sofie", lastName: "Peeters", language: "fr" },
    birthDate: "1990-03-28T00:00:00.000+00:00",
    postalAddress: { ...flat, country: "BEL" },
  });
  const couple = seedContract(issuer, random.uuid(), "CONTRACT-001", [emma, lucas], now);
  const single = seedContract(issuer, random.uuid(), "CONTRACT-002", [sofie], now);
  const common = { product: consumerProduct, contractType: "CONSUMER" } as const;
  const shared = { ...common, contract: couple.contract, account: couple.account };
  const few = { device: 1, merchant: 0 };
  seedCard(
    issuer,
    { ...shared, external: "CARD-001", pan: "4454420000010018", holder: emma, tokens: few },
    now,
  );
  const many = { device: 4, merchant: 7 };
  seedCard(
    issuer,
    { ...shared, external: "CARD-002", pan: "4454420000010026", holder: lucas, tokens: many },
    now,
  );
  const own = { ...common, contract: single.contract, account: single.account };
  seedCard(
    issuer,
    { ...own, external: "CARD-003", pan: "4454420000010034", holder: sofie, tokens: few },
    now,
  );
  return couple.account;
}

function seedContract(
  issuer: IssuerState,
  contractReference: string,
  external: string,
  customers: readonly [CustomerIdentifier, ...CustomerIdentifier[]],
  now: Date,
): { readonly contract: Contract; readonly account: AccountIdentifier } {
  const [owner, guarantor] = customers;
  const contractIdentifier = { contractReference, issuerContractExternalReference: external };
  const number = external.slice(-3);
  const { productIdentifier } = consumerProduct;
  const account = seedAccount(issuer, {
    external: `ACCOUNT-${number}`,
    iban: `NL77SAND0000000${number}`,
    contract: { contractIdentifier },
    productIdentifier,
    owner,
    more: {
      ...(guarantor && { accountGuarantorIdentifier: guarantor }),
      accountProfileReference: "PROFILE-CONSUMER",
      accountTemplateReference: "ACCOUNT-CONSUMER",
      accountBalance: { value: "20017", exponent: 2, isoCode: "EUR" },
      contractType: "CONSUMER",
    },
  });
  const membershipFeeAnniversaryDate = dateTime(new Date(Date.UTC(now.getUTCFullYear() + 1, 1, 1)));
  const contract: Contract = {
    contractIdentifier,
    issuerBranchCode: "NO_BRANCH",
    signatureDate: seedDate(2023, 1, 31),
    status: "SIGNED",
    statusDate: seedDate(2023, 2, 1),
    waiveFee: false,
    contractOwnerIdentifier: owner,
    contractCustomerIdentifiers: customers,
    productIdentifier,
    rootAccountIdentifier: account,
    membershipFeeAnniversaryDate,
    contractFees: [
      {
        accountIdentifier: account,
        selectedModels: [
          { type: "MEMBERSHIP_FEE", reference: "MEMBERSHIP-YEARLY" },
          { type: "ACCOUNT_SETUP_FEE", reference: "SETUP-ONCE" },
        ],
        membershipFeeAnniversaryDate,
        postingAccountForMembershipFee: "ROOT_ACCOUNT",
        postingAccountForAccountSetupFee: "ROOT_ACCOUNT",
      },
    ],
    advertisementFlags: { general: true, email: true, letter: false },
    dataAnalysisFlags: { person: false, paymentTransaction: true, exchangeThirdParties: false },
    deliveryChannel: { contractLetterType: "LETTER", statementType: "WEB" },
    legitimacyDocuments: [
      { legitimacyDocumentType: "PASSPORT", legitimated: true, customerIdentifier: owner },
    ],
    addonSubscriptions: [
      { addonReference: "TRAVEL-COVER", subscriptionDate: seedDate(2023, 2, 1), accountIdentifier: account },
    ],
  };
  issuer.contracts.push(contract);
  return { contract, account };
}
