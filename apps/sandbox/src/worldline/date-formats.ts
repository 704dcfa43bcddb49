const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** Zone abbreviations that clients were seen to send or may well send, in minutes east of UTC. */
const zones: Record<string, number> = {
  Z: 0,
  UT: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 60,
  BST: 60,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};

const weekday = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const month = `(?<month>${months.join("|")})`;
const time = "(?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})";
const zone = "(?<zone>[A-Z]{1,4}|[+-]\\d{2}:?\\d{2})";

const iso = new RegExp(
  `^(?<year>\\d{4})-(?<monthNumber>\\d{2})-(?<day>\\d{2})T${time}(?:\\.\\d{1,9})?${zone}$`,
);
const javaUtilDate = new RegExp(`^${weekday} ${month} (?<day>\\d{2}) ${time} ${zone} (?<year>\\d{4})$`);
const rfc1123 = new RegExp(`^${weekday}, (?<day>\\d{1,2}) ${month} (?<year>\\d{4}) ${time} ${zone}$`);

/** Reads ISO 8601 with a zone: what MessageCreateDateTime wants. To the second, which is all that is used. */
export function parseIsoDateTime(text: string): Date | undefined {
  return toDate(iso.exec(text));
}

/** Reads any of the three formats of the token request's date. */
export function parseTokenDate(text: string): Date | undefined {
  return toDate(iso.exec(text) ?? javaUtilDate.exec(text) ?? rfc1123.exec(text));
}

function toDate(match: RegExpExecArray | null): Date | undefined {
  const part = match?.groups;
  const offset = offsetMinutes(part?.zone ?? "");
  if (part === undefined || offset === undefined) return undefined;
  const monthIndex = part.month ? months.indexOf(part.month) : Number(part.monthNumber) - 1;
  const [year, day] = [Number(part.year), Number(part.day)];
  const [hour, minute, second] = [Number(part.hour), Number(part.minute), Number(part.second)];
  const local = new Date(Date.UTC(year, monthIndex, day, hour, minute, second));
  // Date.UTC rolls 31 April over into May: what comes out must be what went in. 60 is a leap second.
  const isReal = local.getUTCMonth() === monthIndex && local.getUTCDate() === day && hour < 24 && minute < 60;
  return isReal && second <= 60 ? new Date(local.getTime() - offset * 60_000) : undefined;
}

function offsetMinutes(text: string): number | undefined {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(text);
  if (match === null) return Object.hasOwn(zones, text) ? zones[text] : undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === "-" ? -minutes : minutes;
}

/** ISO 8601 in UTC with as many decimals as there are to show, as the service writes it: 07:21:56.25Z. */
export function utcDateTime(date: Date): string {
  return date
    .toISOString()
    .replace(/\.(\d*?)0*Z$/, (_all, digits: string) => (digits === "" ? "Z" : `.${digits}Z`));
}

const offsetInAmsterdam = new Intl.DateTimeFormat("en", {
  timeZone: "Europe/Amsterdam",
  timeZoneName: "longOffset",
});

/** ISO 8601 in central European time, summer time included: notifications carry a local time, answers UTC. */
export function localDateTime(date: Date): string {
  const name = offsetInAmsterdam.formatToParts(date).find(({ type }) => type === "timeZoneName")?.value ?? "";
  const offset = name.replace("GMT", "");
  const local = new Date(date.getTime() + (offsetMinutes(offset) ?? 0) * 60_000);
  return utcDateTime(local).replace("Z", offset);
}
