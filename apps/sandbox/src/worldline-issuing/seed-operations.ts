import { dateTime } from "./date-times.js";
import { accounts, isNamed } from "./find.js";
import { nextReference } from "./references.js";
import type { AccountIdentifier, Amount, Card, IssuerState, PostedOperation, WireObject } from "./state.js";

const perCycle = 12;
const merchants = ["Bakery Van Dam", "Station Books", "Hotel Marina", "Green Grocer"] as const;

/** What was posted in a cycle: purchases for the most part, and one each of what differs from them. */
export function seedOperations(
  issuer: IssuerState,
  account: AccountIdentifier,
  from: Date,
  until: Date,
): void {
  const [card] = issuer.cards;
  const productIdentifier = issuer.accounts.find((each) =>
    isNamed(accounts, each, account),
  )?.productIdentifier;
  if (card === undefined) throw new Error("the cards are seeded first");
  const step = (until.getTime() - from.getTime()) / perCycle;
  const posted: PostedOperation[] = [];
  for (let index = 0; index < perCycle; index += 1) {
    const at = new Date(Math.floor(from.getTime() + (index + 1) * step));
    const parent = posted.at(-1);
    posted.push({
      ...purchase(issuer, account, card, index, dateTime(at)),
      ...special(index, parent),
      details: { debit: true, productIdentifier, operationDate: dateTime(at), brand: "VIS", sepa: false },
    } as WireObject as PostedOperation);
  }
  issuer.operations.push(...posted);
  issuer.transactions.push(
    ...posted.filter(({ operationKind }) => operationKind === "TRN").map(asTransaction),
  );
}

/** A purchase by an employee with a number of the service of virtual cards. */
export function seedVirtualPurchase(issuer: IssuerState, at: Date): void {
  const card = issuer.cards.at(-1);
  const employee = issuer.corporateContracts[0]?.corporateEmployeeAccounts.at(-1);
  if (card === undefined || employee === undefined) throw new Error("the corporate contract is seeded first");
  const posted = dateTime(at);
  issuer.operations.push({
    ...purchase(issuer, employee.accountIdentifier, card, 0, posted),
    virtualCardService: {
      virtualServiceCardExternalReference: "VCA-001",
      issuerCompanyExternalReference: "COMPANY-001",
      virtualServiceCardNumber: "4454429000000017",
      maskedVirtualServiceCardNumber: "445442******0017",
    },
    details: { debit: true, productIdentifier: issuer.corporateContracts[0]?.productIdentifier },
  } as WireObject as PostedOperation);
}

function purchase(
  issuer: IssuerState,
  account: AccountIdentifier,
  card: Card,
  index: number,
  at: string,
): WireObject {
  const operationId = nextReference(issuer);
  const amount: Amount = { value: String(1_250 + 375 * index), exponent: 2, isoCode: "EUR" };
  return {
    operationIdentifier: { operationId },
    acquirerReferenceData: `7400000${operationId}`,
    cardAcceptorName: merchants[index % merchants.length],
    cardAcceptorCity: "Amsterdam",
    cardAcceptorCountry: "NLD",
    cardScheme: "VISA",
    eCommerce: false,
    description: "Purchase",
    maskedPan: card.maskedPan,
    pan: card.pan,
    panReference: card.panReference,
    merchantCategoryCode: "5812",
    operationCode: "NORMAL_PURCHASE",
    operationKind: "TRN",
    postingDate: at,
    transactionDate: at,
    valueDate: at,
    referenceAmount: amount,
    transactionAmount: amount,
    reversal: false,
    approvalCode: operationId.slice(-6),
    acquisitionMaterial: "POS",
    entryMode: "CONTACTLESS",
    cardIdentifier: card.cardIdentifier,
    externalOperationDate: at,
    externalOperationReference: `EXT-${operationId}`,
    externalOperationServicePoster: "CLEARING",
    postingAccountIdentifier: account,
    status: "PROCESSED",
    printOnStatement: true,
    disputed: false,
    authorization: { transactionDate: at },
    origin: "CLEARING",
    username: "system",
  };
}

/** How one operation of a cycle differs from a purchase. */
function special(index: number, parent: PostedOperation | undefined): WireObject {
  switch (index) {
    case 2:
      return { lodgingInformation: { checkInDate: "010123", totalRoomNights: "2", dailyRoomRate: "1000" } };
    case 4:
      return {
        operationKind: "SUBPAYOP",
        description: "Part of a payment",
        ...(parent && { parentOperationIdentifier: parent.operationIdentifier }),
      };
    case 5: {
      // More than a double can hold.
      const amount = { value: "9007199254740993", exponent: 2, isoCode: "EUR" };
      const who = { origin: "BACK_OFFICE", username: "jdoe" };
      return { operationKind: "BAL_ADJ", referenceAmount: amount, transactionAmount: amount, ...who };
    }
    case 6:
      return { operationKind: "FEE", feeType: "MEMBERSHIP", printOnStatement: false };
    default:
      return {};
  }
}

/** The card transaction that an operation was posted for. */
function asTransaction(operation: PostedOperation): IssuerState["transactions"][number] {
  const { operationIdentifier, postingDate, postingAccountIdentifier, ...own } = operation;
  const names = [
    ...[
      "acquirerReferenceData",
      "acquisitionMaterial",
      "cardAcceptorCity",
      "cardAcceptorCountry",
      "cardAcceptorName",
    ],
    ...[
      "cardScheme",
      "maskedPan",
      "merchantCategoryCode",
      "pan",
      "reversal",
      "transactionAmount",
      "approvalCode",
    ],
    ...["cardIdentifier", "lodgingInformation"],
  ];
  return {
    ...Object.fromEntries(names.filter((name) => own[name] !== undefined).map((name) => [name, own[name]])),
    transactionIdentifier: { transactionId: `3${operationIdentifier.operationId}` },
    transactionDate: String(operation.transactionDate),
    debit: true,
    transactionCategory: "SALES",
    status: "PROCESSED",
    accountIdentifier: postingAccountIdentifier,
    processingDate: postingDate,
    creationDate: postingDate,
    ...(operation.cardAcceptorName === "Station Books" && { disputeStatus: "OPEN" }),
  };
}
