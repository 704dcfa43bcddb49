import { randomUUID } from "node:crypto";
import { WorldlineApiError, type WorldlineOpenBankingClient } from "@countersign/worldline";
import { type Finding, failed, ok } from "../doctor/step.js";
import type { DoctorPlan } from "./doctor-plan.js";
import { explainCall, unsignedRemedy } from "./explain-call.js";

/** "There is no such resource": what a service that took the signature says of a payment that there is not. */
const noSuchPayment = "110";

/** Asks for a payment's status: signed, with a signed answer, and without consequences. */
export async function checkRequest(plan: DoctorPlan, client: WorldlineOpenBankingClient): Promise<Finding> {
  const name = plan.payment ?? { reference: randomUUID() };
  try {
    const { data, verified } = await client.payments.status(name);
    const { PaymentId, PaymentStatus } = data.CommonPaymentData;
    return ok(
      "signed-request",
      `GET /payments/${PaymentId}/status: it is ${PaymentStatus}; ${signatures(plan, verified)}.`,
    );
  } catch (error) {
    const isPast = error instanceof WorldlineApiError && error.worldlineCode === noSuchPayment;
    if (!isPast || plan.payment !== undefined) return explainCall("signed-request", error, plan);
    const message = "GET /payments/…/status: there is no such payment, as was to be expected";
    if (plan.acquirer.messageSigning === "required" && !error.verified) {
      return failed("signed-request", `${message}; but the answer is not signed.`, unsignedRemedy);
    }
    return ok("signed-request", `${message}; ${signatures(plan, error.verified)}.`);
  }
}

function signatures({ acquirer }: DoctorPlan, isVerified: boolean): string {
  if (acquirer.messageSigning === "off") return "this acquirer does not sign messages";
  return `our signature was not refused, and the answer's ${isVerified ? "is right" : "is missing"}`;
}
