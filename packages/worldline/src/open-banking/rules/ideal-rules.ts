import type { Violation } from "../../invalid-request.js";
import type { PaymentInitiationRequest } from "../objects/initiation.js";
import { callbackUrlViolations } from "./url-rules.js";

const common = "CommonPaymentData";

/** The rules of iDEAL that a payment does not keep. */
export function idealViolations({
  CommonPaymentData: data,
  IDEALPayments: ideal = {},
}: PaymentInitiationRequest): Violation[] {
  const { RemittanceInformation: text, RemittanceInformationStructured: structured, Amount: amount } = data;
  const isFastCheckout = ideal.FlowType === "FastCheckout";
  const rules: readonly (readonly [isBroken: boolean, path: string, rule: string])[] = [
    [text === undefined, `${common}.RemittanceInformation`, "is mandatory for iDEAL"],
    [
      [...(text ?? "")].length > 35,
      `${common}.RemittanceInformation`,
      "must be at most 35 characters for iDEAL",
    ],
    [!structured, `${common}.RemittanceInformationStructured.Reference`, "is mandatory for iDEAL"],
    [(amount?.Currency ?? "EUR") !== "EUR", `${common}.Amount.Currency`, "must be EUR for iDEAL"],
    [
      isFastCheckout && amount !== undefined && !amount.AmountBreakdown,
      `${common}.Amount.AmountBreakdown`,
      "is mandatory for FastCheckout",
    ],
    [
      !isFastCheckout && amount?.AmountBreakdown !== undefined,
      `${common}.Amount.AmountBreakdown`,
      "is for FastCheckout only",
    ],
    [
      isFastCheckout && !asksForAnything(ideal.ExpectedCheckoutData),
      "IDEALPayments.ExpectedCheckoutData",
      "must ask for at least one thing for FastCheckout",
    ],
    [
      isFastCheckout && data.DebtorInformation?.Agent !== undefined,
      `${common}.DebtorInformation.Agent`,
      "is for the standard flow only: in FastCheckout the payer chooses the bank",
    ],
  ];
  return [
    ...rules.flatMap(([isBroken, path, rule]) => (isBroken ? [{ path, rule }] : [])),
    ...callbackUrlViolations("IDEALPayments.DebtorTokenCallbackUrl", ideal.DebtorTokenCallbackUrl),
  ];
}

type Expected = NonNullable<NonNullable<PaymentInitiationRequest["IDEALPayments"]>["ExpectedCheckoutData"]>;

function asksForAnything({
  DebtorContactDetails = {},
  ShippingAddress,
  BillingAddress,
}: Expected = {}): boolean {
  return [...Object.values(DebtorContactDetails), ShippingAddress, BillingAddress].includes(true);
}
