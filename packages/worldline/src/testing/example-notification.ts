import type { DebtorTokenInformation } from "../notification/notification-event.js";
import type { PaymentDetailedInformation } from "../open-banking/payment.js";

/** What an example of each type says. */
export interface ExampleNotifications {
  /** A paid iDEAL payment. */
  readonly status: PaymentDetailedInformation;
  /** The token of its payer. */
  readonly debtorToken: DebtorTokenInformation;
}

/** The names of the types of notification, in alphabetical order. */
export const notificationTypes: readonly (keyof ExampleNotifications)[] = ["debtorToken", "status"];

const examples: ExampleNotifications = {
  status: {
    PaymentProductUsed: "IDEAL",
    CommonPaymentData: {
      PaymentStatus: "SettlementCompleted",
      PaymentId: "170600",
      AspspPaymentId: "0001000000170600",
      AspspId: "10002",
      DebtorInformation: {
        Name: "A. Example",
        Agent: "ABNANL2AXXX",
        Account: { SchemeName: "IBAN", Identification: "NL44RABO0123456789" },
      },
    },
  },
  debtorToken: {
    PsuId: "example-payer",
    PaymentId: "170600",
    DebtorToken: "5f1d2a34-7c6b-4e0d-9b8a-3c2d1e0f4a5b",
  },
};

/**
 * An example of a notification's body, for tests: a paid iDEAL payment, or the token of its payer.
 *
 * @throws TypeError where there is no such type.
 * @example
 * ```ts
 * const { CommonPaymentData } = exampleNotification("status");
 * ```
 */
export function exampleNotification<Type extends keyof ExampleNotifications>(
  type: Type,
): ExampleNotifications[Type] {
  if (!Object.hasOwn(examples, type)) throw new TypeError(`No type of notification is called "${type}".`);
  return structuredClone(examples[type]);
}
