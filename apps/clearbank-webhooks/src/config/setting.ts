import { isIP } from "node:net";
import { isLoopbackHost, type Kind, kindOf, requireText } from "@countersign/service";

/** A day or a moment, in ISO 8601. */
export const date: Kind<Date> = kindOf((value) => {
  const pattern = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;
  const day = typeof value === "string" ? pattern.exec(value)?.[1] : undefined;
  const moment = new Date(day === undefined ? Number.NaN : (value as string));
  // JavaScript takes the 31st of February for a day of March.
  if (Number.isNaN(moment.getTime()) || !new Date(`${day}`).toISOString().startsWith(`${day}`)) {
    throw new Error('must be a date such as "2027-01-31" or "2027-01-31T12:00:00Z"');
  }
  return moment;
});

/** A URL to send payment data to: in clear it may go no further than this machine. */
export const secureUrl: Kind<URL> = kindOf((value) => {
  const given = requireText(value);
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isInClear = url?.protocol === "http:" && isLoopbackHost(url.hostname);
  if (url === undefined || !(url.protocol === "https:" || isInClear)) {
    throw new Error("must be an https URL, or an http URL of this machine");
  }
  if (url.username || url.password) throw new Error("must hold no user name or password");
  return url;
});

/** An address, or a range of addresses in CIDR notation. */
export const addressRange: Kind<string> = kindOf((value) => {
  const range = requireText(value);
  const [address = "", prefix, ...rest] = range.split("/");
  const bits = isIP(address) === 4 ? 32 : 128;
  const isPrefix = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
  if (isIP(address) !== 0 && isPrefix && rest.length === 0) return range;
  throw new Error('must be addresses or ranges such as "10.0.0.0/8"');
});
