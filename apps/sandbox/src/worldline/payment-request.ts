import { quoted, Refusal } from "../wire/refusal.js";
import * as rules from "./rules.js";

/** What the service needs to know of a payment. */
export interface PaymentRequest {
  readonly product: string;
  readonly amount: string;
  readonly expirationSeconds?: number;
}

const products = [
  "PSD2-SCT",
  "PSD2-SCT-Inst",
  "PSD2-Target2",
  "PSD2-Domestic",
  "PSD2-Domestic-Inst",
  "IDEAL",
];
const topLevel = [
  "PaymentProduct",
  "PaymentProductChangeable",
  "ProductSpecificMasterData",
  "PsuData",
  "CommonPaymentData",
  "IDEALPayments",
];

type Json = Record<string, unknown>;

/** Reads the body of POST /payments as far as the service acts on it; the rest of the schema is not checked. */
export function readPaymentRequest(body: Buffer): PaymentRequest {
  const request = parseBody(body);
  for (const name of Object.keys(request)) {
    if (!topLevel.includes(name)) {
      throw broken(`Unrecognized field ${quoted(name)}, not one of ${topLevel.join(", ")}`);
    }
  }
  const product = readProduct(request.PaymentProduct);
  const common = object(request, "CommonPaymentData");
  const amount = object(common, "Amount", "CommonPaymentData.");
  const path = "CommonPaymentData.Amount.";
  const value = text(
    amount,
    "Amount",
    /^\d{1,13}\.\d{1,5}$/,
    "1 to 13 digits, a point and 1 to 5 digits",
    path,
  );
  if (amount.Currency !== undefined) text(amount, "Currency", /^[A-Z]{3}$/, "three capital letters", path);
  readRemittance(common, product);
  const seconds = common.ExpirationPeriod;
  if (seconds === undefined) return { product, amount: value };
  if (!Number.isInteger(seconds) || Number(seconds) < 60 || Number(seconds) > 3600) {
    throw broken("Property CommonPaymentData.ExpirationPeriod: expected a whole number from 60 to 3600");
  }
  return { product, amount: value, expirationSeconds: Number(seconds) };
}

function parseBody(body: Buffer): Json {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw broken("The body is not JSON in UTF-8");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw broken("The body is not a JSON object");
  }
  return value as Json;
}

function readProduct(value: unknown): string {
  const known =
    Array.isArray(value) && value.length > 0 && value.every((each) => products.includes(each as string));
  if (!known) throw broken(`Property PaymentProduct: expected an array of ${products.join(", ")}`);
  const names = value as string[];
  if (names.includes("IDEAL") && names.length > 1) {
    throw broken("Property PaymentProduct: IDEAL stands alone");
  }
  return names[0] ?? "";
}

function readRemittance(common: Json, product: string): void {
  const isIdeal = product === "IDEAL";
  const path = "CommonPaymentData.";
  if (isIdeal || common.RemittanceInformation !== undefined) {
    const most = isIdeal ? 35 : 140;
    text(
      common,
      "RemittanceInformation",
      new RegExp(`^.{1,${most}}$`, "su"),
      `1 to ${most} characters`,
      path,
    );
  }
  if (isIdeal || common.RemittanceInformationStructured !== undefined) {
    const structured = object(common, "RemittanceInformationStructured", path);
    const structuredPath = `${path}RemittanceInformationStructured.`;
    text(structured, "Reference", /^[a-zA-Z0-9]{1,35}$/, "1 to 35 letters and digits", structuredPath);
  }
}

function object(parent: Json, name: string, path = ""): Json {
  const value = parent[name];
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Json;
  throw broken(`Property ${path}${name}: ${value === undefined ? "must be present" : "expected an object"}`);
}

function text(parent: Json, name: string, pattern: RegExp, wanted: string, path: string): string {
  const value = parent[name];
  if (typeof value === "string" && pattern.test(value)) return value;
  throw broken(`Property ${path}${name}: ${value === undefined ? "must be present" : "expected"} ${wanted}`);
}

function broken(details: string): Refusal {
  return new Refusal(rules.schema, `${details}.`);
}
