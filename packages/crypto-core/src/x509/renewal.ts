import type { Certificate } from "./certificate.js";

/** When a certificate is due: so many days before its end, or after such a part of its lifetime. */
export type RenewalThreshold =
  | {
      /** Due where so many days or fewer are left; 0 or more. */
      readonly days: number;
    }
  | {
      /** Due where this part of the time from notBefore to notAfter is used up; above 0, and at most 1. */
      readonly lifetimeFraction: number;
    };

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Whether it is time to replace a certificate. One that has ended is always due.
 *
 * @param certificate when it begins and ends.
 * @param options what to decide by.
 * @param options.now the time to decide for.
 * @param options.before when it is due: after two thirds of its lifetime by default, as cert-manager does it.
 * @throws TypeError where days are negative, the fraction is not between 0 and 1, or `now` is not a date.
 * @example
 * needsRenewal(parseCertificate(pem), { now: new Date(), before: { days: 30 } });
 */
export function needsRenewal(
  { notBefore, notAfter }: Pick<Certificate, "notBefore" | "notAfter">,
  { now, before = { lifetimeFraction: 2 / 3 } }: { now: Date; before?: RenewalThreshold },
): boolean {
  // Compared with NaN, every certificate would look healthy.
  if (Number.isNaN(now.getTime())) throw new TypeError("now is not a valid Date");
  return now.getTime() >= dueTime(notBefore.getTime(), notAfter.getTime(), before);
}

/** Never after the end, whatever the threshold. */
function dueTime(start: number, end: number, before: RenewalThreshold): number {
  if ("days" in before) {
    if (!(before.days >= 0)) throw new TypeError(`days before the end must be 0 or more, not ${before.days}`);
    return end - before.days * dayMs;
  }
  const { lifetimeFraction } = before;
  if (!(lifetimeFraction > 0 && lifetimeFraction <= 1)) {
    throw new TypeError(`a fraction of the lifetime is above 0 and at most 1, not ${lifetimeFraction}`);
  }
  return start + (end - start) * lifetimeFraction;
}
