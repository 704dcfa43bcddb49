/** What the codes of the payment API mean, in our words. */
export const worldlinePaymentErrorCodes = {
  "001": "the request is not one that the service can use",
  "002": "the message does not follow the schema",
  "003": "the signature is not valid: is the certificate uploaded, and what was signed?",
  "004": "an internal error of the service",
  "007": "the initiating party may not do this",
  "008": "the service has had this message before",
  "012": "the bank did not authorise it",
  "016": "the bank takes no more requests now",
  "017": "the access token has ended",
  "021": "not authorised",
  "101": "the initiating party or merchant is not known",
  "102": "the initiating party or merchant is not active",
  "104": "the bank is not known",
  "105": "the bank is not active",
  "110": "there is no such resource",
  "116": "the bank answered with an error",
  "119": "the payer has a subscription that is not active",
  "120": "only a payment that is authorised can be confirmed",
  "122": "the payer's consent is not valid",
  "123": "the payer's consent has ended",
  "132": "the payer has to be authenticated beforehand",
  "133": "a field is missing that this request needs",
  "134": "the amount is above the limit of the subscription",
  "135": "the payment is too far to be cancelled",
  "136": "there is no such consent",
  "137": "the bank does not do this",
  "140": "the transaction number is wrong",
  "141": "the transaction number is no longer valid",
  "142": "the transaction number has ended",
  "143": "the transaction number is no longer active",
  "144": "the payer's account is locked",
  "145": "the payer's account is locked for a while",
  "146": "the payer's password has ended",
  "147": "the payer's account has no second factor",
  "148": "the payer's password has ended",
  "149": "the payer's credentials were not accepted",
  "150": "there is no authentication made beforehand",
  "152": "the bank's answer was not valid",
  "153": "refunds are not switched on for the tenant",
  "154": "the Digest is not the body's",
  "158": "the media type is not application/json",
  "159": "another request holds the resource: ask again",
  "160": "an internal error of the service",
} as const;

/** What the codes of the token API of version 1 mean, in our words. */
export const worldlineTokenErrorCodes = {
  "001": "a header is missing that the token request needs",
  "003":
    "the signature is not valid: is the certificate uploaded under the subscription, and what was signed?",
  "004": "an internal error of the service",
  "007": "the initiating party may not have this token: is there a subscription for the service?",
  "101": "the initiating party is not known: are Client and Id right, and is it for this environment?",
  "102": "the initiating party is not active",
} as const;

/** A code that is documented. */
export type WorldlineErrorCode =
  | keyof typeof worldlinePaymentErrorCodes
  | keyof typeof worldlineTokenErrorCodes;

/** What a code means; undefined where it is not documented. */
export function meaningOf(code: string | undefined, api: "payment" | "token"): string | undefined {
  const table: Readonly<Record<string, string>> =
    api === "token" ? worldlineTokenErrorCodes : worldlinePaymentErrorCodes;
  return code !== undefined && Object.hasOwn(table, code) ? table[code] : undefined;
}

/** Codes after which the same request may succeed, though their status says that it was at fault. */
export const passingCodes: readonly string[] = ["159"];
