import { dateTime } from "./date-times.js";
import { nextReference } from "./references.js";
import type {
  Account,
  AccountIdentifier,
  Address,
  Card,
  CardContract,
  Contract,
  CustomerIdentifier,
  IssuerState,
  ProductIdentifier,
  WireObject,
} from "./state.js";

/** A day of the seed; the hour does not matter. */
export function seedDate(year: number, month: number, day: number): string {
  return dateTime(new Date(Date.UTC(year, month - 1, day, 9)));
}

export function seedAddress(issuer: IssuerState, external: string, postalAddress: WireObject): Address {
  return {
    addressIdentifier: {
      addressReference: nextReference(issuer),
      issuerAddressExternalReference: external,
    },
    addressLabel: "MAIN_POSTAL_ADDRESS",
    addressType: "POSTAL_MAIL",
    postalAddress,
    status: "ACTIVE",
    statusDate: seedDate(2023, 1, 10),
    addressUsages: [{ addressUsageName: "STATEMENT_SENDING", serviceCode: "ACCOUNT_SERVICE" }],
  };
}

interface SeededCustomer {
  readonly external: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly language: string;
  readonly birthDate: string;
  readonly postalAddress: WireObject;
}

export function seedCustomer(issuer: IssuerState, seeded: SeededCustomer): CustomerIdentifier {
  const { external, firstName, lastName, language, birthDate, postalAddress } = seeded;
  const customerIdentifier = {
    customerReference: nextReference(issuer),
    issuerCustomerExternalReference: external,
  };
  issuer.customers.push({
    customerIdentifier,
    firstName,
    lastName,
    correspondenceName: `${firstName} ${lastName}`,
    birthDate,
    offlineRiskCategory: "STANDARD",
    onlineRiskCategory: "STANDARD",
    partnerExternalReference: `PARTNER-${external}`,
    preferredCorrespondenceLanguage: language,
    addresses: [seedAddress(issuer, `${external}-HOME`, postalAddress)],
    lastUpdateDate: seedDate(2023, 1, 10),
  });
  return customerIdentifier;
}

interface SeededAccount {
  readonly external: string;
  readonly iban: string;
  readonly contract: Pick<Contract, "contractIdentifier">;
  readonly productIdentifier: ProductIdentifier;
  readonly owner: CustomerIdentifier;
  readonly root?: AccountIdentifier;
  readonly parent?: AccountIdentifier;
  readonly more: WireObject;
}

export function seedAccount(issuer: IssuerState, seeded: SeededAccount): AccountIdentifier {
  const { external, iban, contract, productIdentifier, owner, root, parent, more } = seeded;
  const accountIdentifier = {
    accountReference: nextReference(issuer),
    issuerAccountExternalReference: external,
  };
  const account: Account = {
    accountIdentifier,
    root: root === undefined,
    status: "ACTIVE",
    statusDate: seedDate(2023, 2, 1),
    statusHistory: [{ status: "ACTIVE", statusDate: seedDate(2023, 2, 1) }],
    activationDate: seedDate(2023, 2, 1),
    iban,
    accountMembershipNumber1: `MEMBER-${external}`,
    workingCurrencyCode: "EUR",
    workingMode: "POSTPAID",
    accountHierarchyReference: `${issuer.issuerId}-${external}`,
    selectedModels: [{ type: "statementModel", reference: "STATEMENT-MONTHLY" }],
    productIdentifier,
    contractIdentifier: contract.contractIdentifier,
    rootAccountIdentifier: root ?? accountIdentifier,
    ...(parent && { parentAccountIdentifier: parent }),
    accountOwnerIdentifier: owner,
    ...more,
  } as WireObject as Account;
  issuer.accounts.push(account);
  return accountIdentifier;
}

interface SeededCard {
  readonly external: string;
  readonly pan: string;
  readonly contract: Pick<Contract, "contractIdentifier">;
  readonly product: {
    readonly productIdentifier: ProductIdentifier;
    readonly cardTemplateReference: string;
    readonly extensions: readonly [string, string];
  };
  readonly account: AccountIdentifier;
  readonly holder: CustomerIdentifier;
  readonly contractType: "CONSUMER" | "CORPORATE";
  readonly tokens: { readonly device: number; readonly merchant: number };
}

/** A card contract and its card. */
export function seedCard(issuer: IssuerState, seeded: SeededCard, now: Date): Card {
  const { external, pan, contract, product, account, holder, contractType, tokens } = seeded;
  const cardContractIdentifier = {
    cardContractReference: `${issuer.issuerId}${nextReference(issuer)}`,
    issuerCardContractExternalReference: `CONTRACT-${external}`,
  };
  const cardContract: CardContract = {
    cardContractIdentifier,
    contractIdentifier: contract.contractIdentifier,
    cardTemplateReference: product.cardTemplateReference,
    status: "ACTIVE",
    openingDate: seedDate(2023, 2, 1),
    activationDate: seedDate(2023, 2, 8),
    productIdentifier: product.productIdentifier,
    productExtensionIdentifier: { issuerProductExtensionExternalReference: product.extensions[0] },
    selectedModels: [{ type: "EVENT_FEE_MODEL", reference: "EVENT-FEES" }],
    cardHolderIdentifier: holder,
    relatedAccounts: [{ relation: "PRIMARY", accountIdentifier: account }],
    deviceTokensNumber: tokens.device,
    merchantTokensNumber: tokens.merchant,
    contractType,
  };
  issuer.cardContracts.push(cardContract);
  const cardIdentifier = {
    cardReference: nextReference(issuer),
    issuerCardExternalReference: external,
  };
  const orderIdentifier = { orderReference: `20230201${nextReference(issuer)}` };
  const card: Card = {
    cardIdentifier,
    cardContractIdentifier,
    pan,
    maskedPan: `${pan.slice(0, 6)}******${pan.slice(-4)}`,
    panReference: `V001${cardIdentifier.cardReference}`,
    expiryDate: `12${String((now.getUTCFullYear() + 2) % 100).padStart(2, "0")}`,
    status: "ACTIVE",
    statusDate: seedDate(2023, 2, 8),
    statusHistory: [
      { eventType: "CardIssuing", eventDate: seedDate(2023, 2, 1) },
      { eventType: "CardActivation", eventDate: seedDate(2023, 2, 8) },
    ],
    embossingName: external,
    contractType,
    orderIdentifiers: [orderIdentifier],
    orders: [
      {
        issuerId: issuer.issuerId,
        orderType: "CardOrder",
        orderIdentifier,
        currentInternalStatus: "FINISHED",
        currentInternalStatusDate: seedDate(2023, 2, 4),
        orderReason: "FIRST_CARD_ISSUE",
        cardProducer: "PRODUCER-NORTH",
        cardIdentifier,
      },
    ],
  };
  issuer.cards.push(card);
  return card;
}
