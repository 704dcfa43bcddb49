import { quoted, Refusal } from "../wire/refusal.js";
import { unitsOf } from "./amount.js";
import { bankByBic, bankById } from "./banks.js";
import * as rules from "./payment-rules.js";
import { paymentInitiation } from "./payment-shapes.js";
import type { WorldlineRule } from "./rule.js";
import { isObject, type Shape } from "./shape.js";
import type { ExpectedCheckoutData } from "./state.js";

/** What the service needs to know of a payment. */
export interface PaymentRequest {
  readonly product: string;
  readonly service: "PIS" | "IDEAL";
  readonly amount: string;
  readonly currency: string;
  readonly isAmountOpen: boolean;
  readonly description?: string;
  readonly referenceId?: string;
  readonly endToEndId?: string;
  readonly subId?: string;
  readonly bankId?: string;
  readonly expirationSeconds?: number;
  readonly isInstore: boolean;
  readonly usesDebtorToken: boolean;
  readonly debtorTokenUrl?: string;
  readonly expectedCheckoutData?: ExpectedCheckoutData;
}

/** The members of the body that are looked into, once its shape is known to be right. */
interface Body {
  readonly PaymentProduct?: readonly string[];
  readonly PsuData?: { readonly AspspId?: string };
  readonly CommonPaymentData: {
    readonly EndToEndId?: string;
    readonly InitiatingPartyReferenceId?: string;
    readonly TransactionType?: string;
    readonly ExpirationPeriod?: number;
    readonly Amount: {
      readonly Type?: string;
      readonly Amount: string;
      readonly MaximumAmount?: string;
      readonly MinimumAmount?: string;
      readonly Currency?: string;
      readonly AmountBreakdown?: { readonly OrderAmount: string; readonly ShippingCost: string };
    };
    readonly DebtorInformation?: { readonly Agent?: string };
    readonly CreditorInformation?: { readonly InitiatingPartySubId?: string };
    readonly RemittanceInformation?: string;
    readonly RemittanceInformationStructured?: { readonly Reference: string };
  };
  readonly IDEALPayments?: {
    readonly UseDebtorToken?: boolean;
    readonly DebtorTokenCallbackUrl?: string;
    readonly FlowType?: string;
    readonly ExpectedCheckoutData?: {
      readonly DebtorContactDetails?: Partial<ExpectedCheckoutData>;
      readonly ShippingAddress?: boolean;
      readonly BillingAddress?: boolean;
    };
  };
}

export interface RequestHeaders {
  readonly psuId: string | undefined;
  readonly userAgent: string | undefined;
  /** Whether the payer may choose the bank on a page of the service's. */
  readonly usesLandingPages: boolean;
}

/** Reads the body of POST /payments: its shape first, then what depends on what, and all violations at once. */
export function readPaymentRequest(bytes: Buffer, headers: RequestHeaders): PaymentRequest {
  const body = readBody(bytes, paymentInitiation) as unknown as Body;
  const names = body.PaymentProduct ?? ["PSD2-SCT"];
  const isIdeal = names.includes("IDEAL");
  refuseIfAny(rules.schema, [...productProblems(names, headers), ...valueProblems(body, isIdeal)]);
  refuseIfAny(rules.conditional, missingMembers(body, isIdeal, headers));
  const { CommonPaymentData: common, IDEALPayments: ideal = {} } = body;
  const { Amount: amount } = common;
  const bankId = isIdeal
    ? bankByBic(common.DebtorInformation?.Agent ?? "")?.id
    : requireBank(body.PsuData?.AspspId);
  const optional = {
    description: common.RemittanceInformation,
    referenceId: common.InitiatingPartyReferenceId,
    endToEndId: common.EndToEndId,
    subId: common.CreditorInformation?.InitiatingPartySubId,
    bankId,
    expirationSeconds: common.ExpirationPeriod,
    debtorTokenUrl: ideal.DebtorTokenCallbackUrl,
    expectedCheckoutData: isFastCheckout(body) ? expectedData(body) : undefined,
  };
  return {
    product: names[0] ?? "",
    service: isIdeal ? "IDEAL" : "PIS",
    amount: amount.Amount,
    currency: amount.Currency ?? "EUR",
    isAmountOpen: amount.Type === "Change" || amount.Type === "Define",
    isInstore: common.TransactionType === "Instore",
    usesDebtorToken: ideal.UseDebtorToken === true,
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as {
      [K in keyof typeof optional]?: NonNullable<(typeof optional)[K]>;
    }),
  };
}

/** A body as JSON of the given shape. */
export function readBody(bytes: Buffer, shape: Shape): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal(rules.schema, "The body is not JSON in UTF-8.");
  }
  if (!isObject(value)) throw new Refusal(rules.schema, "The body is not a JSON object.");
  const problems: string[] = [];
  shape(value, "", problems);
  refuseIfAny(rules.schema, problems);
  return value;
}

export function refuseIfAny(rule: WorldlineRule, problems: readonly string[]): void {
  if (problems.length > 0) throw new Refusal(rule, `${problems.join("; ")}.`);
}

function isFastCheckout({ IDEALPayments }: Body): boolean {
  return IDEALPayments?.FlowType === "FastCheckout";
}

function expectedData({ IDEALPayments }: Body): ExpectedCheckoutData {
  const {
    DebtorContactDetails = {},
    ShippingAddress = false,
    BillingAddress = false,
  } = IDEALPayments?.ExpectedCheckoutData ?? {};
  const { FirstName = false, LastName = false, PhoneNumber = false, Email = false } = DebtorContactDetails;
  return { FirstName, LastName, PhoneNumber, Email, ShippingAddress, BillingAddress };
}

function productProblems(names: readonly string[], { usesLandingPages }: RequestHeaders): string[] {
  if (names.length === 0) return ["Property PaymentProduct: expected at least one product"];
  if (names.length === 1) return [];
  if (names.includes("IDEAL")) return ["Property PaymentProduct: IDEAL stands alone"];
  return usesLandingPages ? [] : ["Property PaymentProduct: several need UseAuthorisationLandingPages"];
}

function valueProblems(body: Body, isIdeal: boolean): string[] {
  const { Amount: amount, RemittanceInformation: description = "" } = body.CommonPaymentData;
  const problems: string[] = [];
  const expect = (isMet: boolean, problem: string) => {
    if (!isMet) problems.push(`Property CommonPaymentData.${problem}`);
  };
  const units = unitsOf(amount.Amount);
  const [least, most] = [amount.MinimumAmount, amount.MaximumAmount];
  if (isIdeal) {
    expect((amount.Currency ?? "EUR") === "EUR", "Amount.Currency: expected EUR for IDEAL");
    expect([...description].length <= 35, "RemittanceInformation: expected 1 to 35 characters for IDEAL");
  }
  if (amount.Type === "Change") {
    expect(least === undefined || unitsOf(least) <= units, "Amount.MinimumAmount: is above the amount");
    expect(most === undefined || unitsOf(most) >= units, "Amount.MaximumAmount: is below the amount");
  }
  const parts = amount.AmountBreakdown;
  if (parts !== undefined) {
    expect(isFastCheckout(body), "Amount.AmountBreakdown: is for FastCheckout only");
    const sum = unitsOf(parts.OrderAmount) + unitsOf(parts.ShippingCost);
    expect(sum === units, "Amount.AmountBreakdown: does not add up to the amount");
  }
  return problems;
}

function missingMembers(body: Body, isIdeal: boolean, headers: RequestHeaders): string[] {
  const { CommonPaymentData: common, IDEALPayments: ideal, PsuData: psu } = body;
  const missing: string[] = [];
  const need = (isThere: boolean, name: string) => {
    if (!isThere) missing.push(`Property ${name}: must be present`);
  };
  need(body.PaymentProduct !== undefined || ideal === undefined, "PaymentProduct");
  if (isIdeal) {
    need(common.RemittanceInformation !== undefined, "CommonPaymentData.RemittanceInformation");
    need(
      common.RemittanceInformationStructured !== undefined,
      "CommonPaymentData.RemittanceInformationStructured.Reference",
    );
    if (headers.psuId !== undefined && ideal?.UseDebtorToken === true) {
      if (headers.userAgent === undefined) missing.push("Header HttpHeaderUserAgent: must be present");
    }
  } else {
    need(common.EndToEndId !== undefined, "CommonPaymentData.EndToEndId");
    need(common.InitiatingPartyReferenceId !== undefined, "CommonPaymentData.InitiatingPartyReferenceId");
    need(psu?.AspspId !== undefined || headers.usesLandingPages, "PsuData.AspspId");
  }
  if (common.TransactionType === "QR") {
    need(common.ExpirationPeriod !== undefined, "CommonPaymentData.ExpirationPeriod");
  }
  if (isFastCheckout(body)) {
    need(common.Amount.AmountBreakdown !== undefined, "CommonPaymentData.Amount.AmountBreakdown");
    need(Object.values(expectedData(body)).includes(true), "IDEALPayments.ExpectedCheckoutData");
  }
  return missing;
}

function requireBank(id: string | undefined): string | undefined {
  if (id === undefined) return undefined;
  const bank = bankById(id);
  if (bank === undefined) throw new Refusal(rules.bankUnknown, `No bank has the AspspId ${quoted(id)}.`);
  if (!bank.isActive) throw new Refusal(rules.bankInactive, `The bank ${quoted(id)} is not active.`);
  return id;
}
