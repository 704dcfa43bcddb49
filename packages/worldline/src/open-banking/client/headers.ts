import type { Violation } from "../../invalid-request.js";

/**
 * Headers by which a request tells about the payer and their session, in Worldline's spelling. Which operation takes
 * which is in the interface file; most are for `POST /payments`.
 *
 * @see Worldline, open-banking-pis 3.6.0, parameters
 */
export interface WorldlineHeaders {
  /** Goes with a notification URL that is called as it is; one that ends in `/v2` or `/v3` must come without. */
  readonly NotificationVersion?: "v2" | "v3";
  /** Lets the service ask the payer for what is missing, such as the bank. False by default. */
  readonly UseAuthorisationLandingPages?: boolean;
  /** Language of the service's pages: `nl` or `nl-BE`. */
  readonly Locale?: string;
  /** Whether the payer is on a phone or tablet. False by default. */
  readonly AppRedirectPreferred?: boolean;
  /** Our id of the payer, by which the service finds a token that it keeps. */
  readonly PsuId?: string;
  /** When the payer last logged in with us: ISO 8601 with time and zone. */
  readonly LastLogin?: string;
  /** Only where the payer is there. 1 to 35 characters. */
  readonly PsuIpAddress?: string;
  /** 1 to 5 characters. */
  readonly PsuIpPort?: string;
  /** By which the payer's browser called us. */
  readonly HttpMethod?: "GET" | "POST" | "PUT" | "DELETE";
  /** 1 to 500 characters. Needed for iDEAL with `PsuId`, unless `UseDebtorToken` is false. */
  readonly HttpHeaderUserAgent?: string;
  /** 1 to 500 characters. */
  readonly HttpHeaderReferer?: string;
  /** 1 to 500 characters. */
  readonly HttpHeaderAccept?: string;
  /** 1 to 500 characters. */
  readonly HttpHeaderAcceptCharset?: string;
  /** 1 to 500 characters. */
  readonly HttpHeaderAcceptEncoding?: string;
  /** 1 to 500 characters. */
  readonly HttpHeaderAcceptLanguage?: string;
  /** A UUID of the device or of the app on it. 1 to 500 characters. */
  readonly DeviceId?: string;
  /** 1 to 500 characters. */
  readonly GeoLocation?: string;
  /** The bank, by its id in the directory. */
  readonly AspspId?: string;
  /** The payer's id at the bank. */
  readonly AspspPsuId?: string;
  /** Which kind of id that is, where payers have several at the bank. */
  readonly AspspPsuIdType?: string;
  /** The id of the payer's company at the bank. */
  readonly AspspPsuCorporateId?: string;
  /** Which kind of id that is. */
  readonly AspspPsuCorporateIdType?: string;
  /** Our id of the merchant that is paid, where we are a party for several. */
  readonly InitiatingPartySubId?: string;
}

/** How long a value may be; 500 where nothing is said. */
const longest: Readonly<Record<string, number>> = {
  PsuIpAddress: 35,
  PsuIpPort: 5,
  InitiatingPartyNotificationUrl: 4000,
  InitiatingPartyReturnUrl: 4000,
};

/** What is wrong with headers: values that are empty, too long, or that no header can carry. */
export function headerViolations(headers: Readonly<Record<string, unknown>>): Violation[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const limit = longest[name] ?? 500;
    const text = String(value);
    if (text.length < 1 || text.length > limit)
      return [{ path: name, rule: `must be 1 to ${limit} characters` }];
    return /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text)
      ? []
      : [{ path: name, rule: "must be ASCII without line breaks or blanks around it" }];
  });
}

/** Headers as text, the absent ones left out. */
export function headerTexts(headers: object): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
