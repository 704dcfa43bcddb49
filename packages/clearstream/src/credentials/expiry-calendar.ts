import { certificatesOf, expirySteps } from "./expiry.js";
import type { ClearstreamCredentials } from "./load-credentials.js";

/**
 * An iCalendar file with the end of each certificate, and an alarm at each step before it that is still to come.
 * The event of a new certificate replaces that of the old one.
 *
 * @param now the time of writing.
 *
 * @example
 * ```ts
 * await writeFile("clearstream.ics", expiryCalendar(credentials, new Date()));
 * ```
 * @see RFC 5545
 */
export function expiryCalendar(
  credentials: Pick<ClearstreamCredentials, "userId" | "identity" | "signing">,
  now: Date,
): string {
  const { userId } = credentials;
  const events = certificatesOf(credentials).flatMap(([type, certificate]) => {
    const { notAfter } = certificate;
    const summary = text(`Clearstream: ${type} certificate of ${userId} expires`);
    const alarms = expirySteps(certificate).filter(({ name, at }) => name !== "end" && at > now);
    return [
      "BEGIN:VEVENT",
      `UID:ocapi-${text(userId)}-${type}@countersign`,
      `DTSTAMP:${utc(now)}`,
      // The later certificate wins: days since 1970 are a number that grows.
      `SEQUENCE:${Math.floor(notAfter.getTime() / 86_400_000)}`,
      `DTSTART:${utc(notAfter)}`,
      `SUMMARY:${summary}`,
      `DESCRIPTION:${text("An administrator of the organisation unit makes new credentials in the portal: let that be done before.")}`,
      "TRANSP:TRANSPARENT",
      ...alarms.flatMap(({ at }) => [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        `TRIGGER;VALUE=DATE-TIME:${utc(at)}`,
        `DESCRIPTION:${summary}`,
        "END:VALARM",
      ]),
      "END:VEVENT",
    ];
  });
  const calendar = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Countersign//Clearstream credentials//EN",
    ...events,
    "END:VCALENDAR",
  ];
  return calendar.map((line) => `${fold(line)}\r\n`).join("");
}

/** RFC 5545 section 3.3.11 */
function text(value: string): string {
  return value.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
}

/** RFC 5545 section 3.3.5, form 2 */
function utc(date: Date): string {
  return date.toISOString().replace(/\.\d+|[-:]/g, "");
}

/** Lines have at most 75 octets; what is longer goes on behind a blank (RFC 5545 section 3.1). */
function fold(line: string): string {
  const parts = [""];
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) {
      parts.push("");
      octets = 1;
    }
    parts.push((parts.pop() ?? "") + character);
    octets += size;
  }
  return parts.join("\r\n ");
}
