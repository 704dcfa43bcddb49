import { dateTime } from "./date-times.js";
import { nextReference } from "./references.js";
import { seedOperations, seedVirtualPurchase } from "./seed-operations.js";
import type { AccountIdentifier, Amount, IssuerState } from "./state.js";

const day = 24 * 60 * 60_000;

function euros(cents: number): Amount {
  return { value: String(cents), exponent: 2, isoCode: "EUR" };
}

/** Three cycles of a consumer's account, the last of them open; what was posted in them; and transfers. */
export function seedMovements(issuer: IssuerState, account: AccountIdentifier, now: Date): void {
  const ends = [-3, -2, -1, 0].map((month) => endOfMonth(now, month));
  for (const [index, closure] of ends.slice(1).entries()) {
    const previous = ends[index] ?? closure;
    seedStatement(issuer, account, previous, closure, index === 0);
    seedOperations(issuer, account, previous, new Date(Math.min(closure.getTime(), now.getTime())));
  }
  seedVirtualPurchase(issuer, new Date(now.getTime() - day));
  seedTransfers(issuer, account, now);
}

/** The last second of a month, so many after the present one: when a cycle closes. */
function endOfMonth(now: Date, months: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months + 1, 1) - 1000);
}

function seedStatement(
  issuer: IssuerState,
  accountIdentifier: AccountIdentifier,
  previous: Date,
  closure: Date,
  isReprinted: boolean,
): void {
  const start = dateTime(new Date(previous.getTime() + 1000));
  const payment = dateTime(new Date(closure.getTime() + 14 * day));
  issuer.statements.push({
    accountIdentifier,
    cycleClosureDate: dateTime(closure),
    previousCycleClosureDate: dateTime(previous),
    nextCycleClosureDate: dateTime(endOfMonth(closure, 1)),
    creationDate: dateTime(closure),
    directDebitAmount: euros(15_000),
    cycleBalance: euros(-15_000),
    previousCycleBalance: euros(-12_500),
    totalOfPayment: euros(12_500),
    amountDue: euros(15_000),
    statementDuplicatedForCompany: false,
    iban: "NL77SAND0000000001",
    payingAccountIdentifier: accountIdentifier,
    cycleInformation: {
      cycleStartDate: start,
      cycleClosureDate: dateTime(closure),
      directDebitDueDate: payment,
      cycleDueDate: payment,
      statementEffectiveStartDate: start.slice(0, 10),
      statementEffectiveEndDate: dateTime(closure).slice(0, 10),
    },
    reprintHistory: isReprinted
      ? [
          {
            requestedDate: dateTime(new Date(closure.getTime() + 3 * day)),
            origin: "BACK_OFFICE",
            username: "jdoe",
          },
        ]
      : [],
  });
}

function seedTransfers(issuer: IssuerState, account: AccountIdentifier, now: Date): void {
  const ago = (days: number) => dateTime(new Date(now.getTime() - days * day));
  const history = (from: number, last: string) => [
    { status: "CREATED", statusDate: ago(from), origin: "BACK_OFFICE", username: "jdoe" },
    { status: last, statusDate: ago(from - 1), origin: "BATCH", username: "system" },
  ];
  for (const [days, reimbursementTrigger] of [
    [40, "ON_DEMAND"],
    [12, "CYCLIC"],
  ] as const) {
    issuer.creditTransfers.push({
      creditTransferIdentifier: { endToEndId: `CT${nextReference(issuer)}` },
      accountIdentifier: account,
      creationDate: ago(days),
      amount: euros(2_500),
      statusHistory: history(days, "SENT"),
      ibanOwnerName: "Emma de Vries",
      iban: "NL91ABNA0417164300",
      dueDate: ago(days - 1),
      sepaIndicator: true,
      remittanceInfo: "Credit balance",
      status: "SENT",
      reimbursementTrigger,
    });
  }
  for (const [days, paymentTrigger] of [
    [45, "CYCLIC"],
    [15, "CYCLIC"],
    [5, "ON_DEMAND"],
  ] as const) {
    issuer.directDebits.push({
      directDebitIdentifier: { endToEndId: `DD${nextReference(issuer)}` },
      overPaymentAccountIdentifier: account,
      payingAccountIdentifier: account,
      amount: euros(15_000),
      sepaIndicator: true,
      creationDate: ago(days),
      status: "ISSUED",
      dueDate: ago(days - 2),
      sequenceType: "RCUR",
      statusHistory: history(days, "ISSUED"),
      paymentTrigger,
    });
  }
}
