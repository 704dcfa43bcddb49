import { randomInt, randomUUID } from "node:crypto";
import { exampleNotification } from "@countersign/worldline/testing";

/** The types of notification that are sent. */
export type NotificationType = "status" | "debtorToken";

/** What a notification is to say. */
export interface Wanted {
  readonly type: NotificationType;
  /** Another one each time by default: the same again would be a duplicate of the first. */
  readonly paymentId: string | undefined;
  /** SettlementCompleted by default. */
  readonly status: string | undefined;
}

/** An example with ids of its own. */
export function freshExample({ type, paymentId, status }: Wanted): Readonly<Record<string, unknown>> {
  const PaymentId = paymentId ?? String(randomInt(1e11, 1e12));
  if (type === "debtorToken") {
    return { ...exampleNotification("debtorToken"), PaymentId, DebtorToken: randomUUID() };
  }
  const { CommonPaymentData, ...others } = exampleNotification("status");
  const changed = { PaymentId, ...(status !== undefined && { PaymentStatus: status }) };
  return { ...others, CommonPaymentData: { ...CommonPaymentData, ...changed } };
}
