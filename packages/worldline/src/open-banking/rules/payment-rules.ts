import type { Violation } from "../../invalid-request.js";
import type { PaymentInitiationData, PaymentInitiationRequest } from "../objects/initiation.js";
import { isAmount, toUnits } from "./decimal.js";
import { idealViolations } from "./ideal-rules.js";

const common = "CommonPaymentData";

/**
 * Every rule that a payment does not keep: those that the interface file cannot say, and its limits on what shops put
 * in. The service checks the rest.
 *
 * @see Worldline, open-banking-pis 3.6.0, PaymentInitiationRequest
 */
export function paymentViolations(payment: PaymentInitiationRequest): Violation[] {
  const data = payment.CommonPaymentData as PaymentInitiationData | undefined;
  if (!data) return [{ path: common, rule: "is missing" }];
  const products = payment.PaymentProduct ?? [];
  const isIdeal = products.includes("IDEAL");
  return [
    ...(isIdeal && products.length > 1
      ? [{ path: "PaymentProduct", rule: "must hold IDEAL alone: it has a token of its own" }]
      : []),
    ...(payment.IDEALPayments && !isIdeal
      ? [{ path: "PaymentProduct", rule: "must be IDEAL where IDEALPayments is given" }]
      : []),
    ...amountViolations(data),
    ...limitViolations(data),
    ...(isIdeal ? idealViolations(payment) : []),
  ];
}

function amountViolations({ Amount }: PaymentInitiationData): Violation[] {
  const path = `${common}.Amount`;
  if (!Amount) return [{ path, rule: "is missing" }];
  const { AmountBreakdown: breakdown } = Amount;
  const amounts: readonly (readonly [string, unknown])[] = [
    [`${path}.Amount`, Amount.Amount ?? ""],
    [`${path}.MaximumAmount`, Amount.MaximumAmount],
    [`${path}.MinimumAmount`, Amount.MinimumAmount],
    [`${path}.AmountBreakdown.OrderAmount`, breakdown && (breakdown.OrderAmount ?? "")],
    [`${path}.AmountBreakdown.ShippingCost`, breakdown && (breakdown.ShippingCost ?? "")],
  ];
  const bad = amounts.filter(([, value]) => value !== undefined && !isAmount(value));
  if (bad.length > 0) {
    return bad.map(([each]) => ({
      path: each,
      rule: "must be text of 1 to 13 digits, a point and 1 to 5 digits, such as 10.00",
    }));
  }
  if (toUnits(Amount.Amount) === 0n) return [{ path: `${path}.Amount`, rule: "must be above zero" }];
  return breakdown &&
    toUnits(breakdown.OrderAmount) + toUnits(breakdown.ShippingCost) !== toUnits(Amount.Amount)
    ? [{ path: `${path}.AmountBreakdown`, rule: "must sum up to the amount" }]
    : [];
}

function limitViolations(data: PaymentInitiationData): Violation[] {
  const { ExpirationPeriod: seconds, RemittanceInformationStructured: structured } = data;
  const texts: readonly (readonly [string, string | undefined, number])[] = [
    [`${common}.EndToEndId`, data.EndToEndId, 35],
    [`${common}.InitiatingPartyReferenceId`, data.InitiatingPartyReferenceId, 36],
    [`${common}.RemittanceInformation`, data.RemittanceInformation, 140],
    [
      `${common}.CreditorInformation.InitiatingPartySubId`,
      data.CreditorInformation?.InitiatingPartySubId,
      50,
    ],
  ];
  return [
    ...texts.flatMap(([path, text, longest]) =>
      text !== undefined && !isBetween([...text].length, 1, longest)
        ? [{ path, rule: `must be 1 to ${longest} characters` }]
        : [],
    ),
    ...(structured && !/^[a-zA-Z0-9]{1,35}$/.test(structured.Reference ?? "")
      ? [
          {
            path: `${common}.RemittanceInformationStructured.Reference`,
            rule: "must be 1 to 35 letters and digits",
          },
        ]
      : []),
    ...(seconds !== undefined && !(Number.isInteger(seconds) && isBetween(seconds, 60, 3600))
      ? [{ path: `${common}.ExpirationPeriod`, rule: "must be a whole number of seconds from 60 to 3600" }]
      : []),
    ...(data.TransactionType === "QR" && seconds === undefined
      ? [{ path: `${common}.ExpirationPeriod`, rule: "is mandatory for the TransactionType QR" }]
      : []),
  ];
}

function isBetween(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
