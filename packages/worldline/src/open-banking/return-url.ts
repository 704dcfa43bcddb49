/** What the service appends to the return URL. */
export interface ReturnScope {
  /** Such as `IDEAL`. */
  readonly service: string;
  /** The service's id of the payment, which nothing vouches for. */
  readonly paymentId: string;
}

/**
 * Reads the `scope` parameter with which a payer comes back: base64 of service and payment id, `IDEAL:170600`. It
 * proves nothing, not even that anybody paid: whoever has the link can change it. Ask for the payment's status.
 *
 * @returns undefined where there is none that can be read.
 *
 * @example
 * ```ts
 * parseReturnUrl(new URL("https://shop.example/return?scope=SURFQUw6MTcwNjAw"));
 * // { service: "IDEAL", paymentId: "170600" }
 * ```
 */
export function parseReturnUrl(url: URL | string): ReturnScope | undefined {
  // Worldline writes that it appends "?scope=": where the URL had a query, there may be two question marks.
  const [, encoded = ""] = /[?&]scope=([^&#?]*)/.exec(typeof url === "string" ? url : url.href) ?? [];
  const text = decode(encoded);
  const [, service, paymentId] = /^([A-Za-z0-9]{1,35}):([\x21-\x7e]{1,35})$/.exec(text) ?? [];
  return service !== undefined && paymentId !== undefined ? { service, paymentId } : undefined;
}

function decode(encoded: string): string {
  try {
    return Buffer.from(decodeURIComponent(encoded), "base64").toString("latin1");
  } catch {
    return "";
  }
}
