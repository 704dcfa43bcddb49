import type { GivenCard, GivenCardContract } from "./corporate-bodies.js";
import type { Draft } from "./corporate-draft.js";
import { dateTime } from "./date-times.js";
import { cardContracts, cards } from "./find.js";
import { externalReference, nextReference } from "./references.js";
import { corporateProduct } from "./seed-products.js";
import type {
  AccountIdentifier,
  Card,
  CardContract,
  CardContractIdentifier,
  CorporateContract,
  CustomerIdentifier,
  ProductExtensionIdentifier,
  WireObject,
} from "./state.js";

/** What a card contract has by its place. */
interface Place {
  readonly contract: CorporateContract;
  readonly productExtensionIdentifier: ProductExtensionIdentifier;
  readonly accountIdentifiers: readonly AccountIdentifier[];
  /** Who holds the card where the request does not say. */
  readonly holder: CustomerIdentifier;
  readonly isVirtual: boolean;
}

const contractMembers = [
  ...["artwork", "issuerBranchCode", "forcedEmbossingName", "forcedEmbossingName2ndLine", "selectedModels"],
  ...[
    "specificFields",
    "photoReference",
    "pictureReference",
    "logoReference",
    "clickToPayEnrollment",
    "cardClass",
  ],
  ...["schemeReportDeclarationBehavior", "authorizationDataValidation"],
];
const cardMembers = ["panSequenceNumber", "embossingLine5", "pinInheritanceCardIdentifier", "specificFields"];

/** Makes a card contract with its card, and returns what the answer tells of them. */
export function addCardContract(draft: Draft, given: GivenCardContract, place: Place): WireObject {
  const { issuer, now } = draft;
  const external = externalReference(issuer, cardContracts, given.issuerCardContractExternalReference);
  const cardContractIdentifier = {
    cardContractReference: `${issuer.issuerId}${nextReference(issuer)}`,
    ...external,
  };
  const holder =
    draft.party(given.cardHolderRequestCorrelationId, given.cardHolderIdentifier) ?? place.holder;
  const at = dateTime(now);
  const cardContract: CardContract = {
    cardContractIdentifier,
    contractIdentifier: place.contract.contractIdentifier,
    cardTemplateReference: corporateProduct.cardTemplateReference,
    status: "ACTIVE",
    openingDate: at,
    activationDate: at,
    ...pick(given, contractMembers),
    productIdentifier: place.contract.productIdentifier,
    productExtensionIdentifier: place.productExtensionIdentifier,
    cardHolderIdentifier: holder,
    relatedAccounts: place.accountIdentifiers.map((accountIdentifier) => ({
      relation: "PRIMARY",
      accountIdentifier,
    })),
    deviceTokensNumber: 0,
    merchantTokensNumber: 0,
    contractType: "CORPORATE",
  };
  issuer.cardContracts.push(cardContract);
  const card = addCard(
    draft,
    given.card ?? given.vcaServiceCard ?? {},
    cardContractIdentifier,
    place.isVirtual,
  );
  return {
    cardContractIdentifier,
    cardHolderIdentifier: holder,
    status: "ACTIVE",
    card: describeCard(card),
  };
}

function addCard(
  { issuer, now, context }: Draft,
  given: GivenCard,
  cardContractIdentifier: CardContractIdentifier,
  isVirtual: boolean,
): Card {
  const external = externalReference(issuer, cards, given.issuerCardExternalReference);
  const pan = given.pan ?? `445442${String(context.random.integer(0, 1e10)).padStart(10, "0")}`;
  const at = dateTime(now);
  const cardIdentifier = { cardReference: nextReference(issuer), ...external };
  const orderReference = `${now.toISOString().slice(0, 10).replaceAll("-", "")}${nextReference(issuer)}`;
  const hasOrder = !isVirtual && given.cardOrder?.skipCardOrderGeneration !== true;
  const order = {
    issuerId: issuer.issuerId,
    orderType: "CardOrder",
    orderIdentifier: { orderReference },
    currentInternalStatus: "CREATED",
    currentInternalStatusDate: at,
    orderReason: "FIRST_CARD_ISSUE",
    cardIdentifier,
  };
  const card: Card = {
    cardIdentifier,
    cardContractIdentifier,
    pan,
    maskedPan: `${pan.slice(0, 6)}******${pan.slice(-4)}`,
    panReference: `V001${cardIdentifier.cardReference}`,
    expiryDate: given.expiryDate ?? monthAndYear(now, 3),
    status: "CREATED",
    statusDate: at,
    statusHistory: [{ eventType: "CardIssuing", eventDate: at }],
    ...pick(given, cardMembers),
    virtual: isVirtual,
    contractType: "CORPORATE",
    orderIdentifiers: hasOrder ? [order.orderIdentifier] : [],
    orders: hasOrder ? [order] : [],
  };
  issuer.cards.push(card);
  return card;
}

function describeCard(card: Card): WireObject {
  const { cardIdentifier, maskedPan, panReference, expiryDate, status } = card;
  const orders = (card.orders as readonly WireObject[]).map(
    ({ orderIdentifier, orderType, currentInternalStatus }) => ({
      ...{ orderIdentifier, orderType, currentInternalStatus },
    }),
  );
  return { cardIdentifier, maskedPan, panReference, expiryDate, status, orders };
}

function pick(given: WireObject, names: readonly string[]): WireObject {
  return Object.fromEntries(
    names.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]),
  );
}

/** MMYY, some years on. */
function monthAndYear(now: Date, years: number): string {
  const text = now.toISOString();
  return `${text.slice(5, 7)}${String(Number(text.slice(2, 4)) + years).padStart(2, "0")}`;
}
