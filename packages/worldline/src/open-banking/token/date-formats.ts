/**
 * How a token request writes its Date: ISO 8601 in UTC with milliseconds, RFC 1123, or as Java's Date prints itself
 * (`EEE MMM dd HH:mm:ss zzz yyyy`).
 *
 * @see Worldline, "Access Token - Version 1"
 */
export type TokenDateFormat = "iso" | "rfc1123" | "java";

const formats: Readonly<Record<TokenDateFormat, (now: Date) => string>> = {
  iso: (now) => now.toISOString(),
  rfc1123: (now) => now.toUTCString(),
  java(now) {
    const [weekday = "", day, month, year, time] = now.toUTCString().split(" ");
    return `${weekday.slice(0, 3)} ${month} ${day} ${time} UTC ${year}`;
  },
};

/** @throws TypeError for a format that is none. */
export function dateFormatter(format: TokenDateFormat = "iso"): (now: Date) => string {
  if (Object.hasOwn(formats, format)) return formats[format];
  throw new TypeError(`dateFormat must be one of ${Object.keys(formats).join(", ")}`);
}
