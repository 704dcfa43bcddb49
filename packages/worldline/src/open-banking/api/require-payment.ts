import { UnverifiedMessageError } from "../errors.js";
import type { CommonPaymentData } from "../payment.js";
import type { PaymentName } from "./payment-name.js";

/**
 * An answer about a payment has its id and its status, and is about the one that was asked for: a signature covers no
 * path, so that an answer to another question is signed as well.
 *
 * @throws {@link UnverifiedMessageError} `ERR_WORLDLINE_MALFORMED`, `ERR_WORLDLINE_OTHER_PAYMENT`
 */
export function requirePayment<
  T extends { readonly data: { readonly CommonPaymentData: CommonPaymentData } },
>(answer: T, asked: PaymentName): T {
  const data = answer.data as { readonly CommonPaymentData?: Partial<CommonPaymentData> } | undefined;
  const { PaymentId, PaymentStatus } = data?.CommonPaymentData ?? {};
  if (!(typeof PaymentId === "string" && PaymentId !== "" && typeof PaymentStatus === "string")) {
    throw new UnverifiedMessageError(
      "ERR_WORLDLINE_MALFORMED",
      "The answer is no payment: CommonPaymentData has no PaymentId and PaymentStatus.",
    );
  }
  if (isAbout(answer.data.CommonPaymentData, asked)) return answer;
  throw new UnverifiedMessageError(
    "ERR_WORLDLINE_OTHER_PAYMENT",
    "The answer is about another payment than the one in question, so it is not believed.",
  );
}

/** Our own ids need not be in an answer; where they are, they must be those that we gave. */
function isAbout(data: CommonPaymentData & { readonly EndToEndId?: string }, asked: PaymentName): boolean {
  const { PaymentId, InitiatingPartyReferenceId, EndToEndId } = data;
  if (typeof asked !== "string") {
    return "reference" in asked
      ? (InitiatingPartyReferenceId ?? asked.reference) === asked.reference
      : (EndToEndId ?? asked.endToEndId) === asked.endToEndId;
  }
  if (asked === PaymentId) return true;
  // The path's own spelling of an id of ours, see paymentPathId.
  if (asked.startsWith("ref")) return isAbout(data, { reference: asked.slice(3) });
  return asked.startsWith("e2e") && isAbout(data, { endToEndId: asked.slice(3) });
}
