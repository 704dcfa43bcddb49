import { UsageError } from "../errors.js";
import type { TokenDates } from "./profile.js";

const dayMs = 24 * 60 * 60 * 1000;

/** A token is to be replaced this long before its end. */
export const renewalDays = 30;

/**
 * A day, which stands for its beginning in UTC, or a time with its zone.
 *
 * @throws UsageError
 */
export function readDate(option: string, text: string): Date {
  const form = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/;
  const date = new Date(form.test(text) ? text : Number.NaN);
  // A 31st of June would be taken for the 1st of July.
  const isReal =
    !Number.isNaN(date.getTime()) && new Date(text.slice(0, 10)).toISOString().startsWith(text.slice(0, 10));
  if (isReal) return date;
  throw new UsageError(`--${option} is a day or a time, as in 2026-05-31 or 2026-05-31T12:00:00Z.`);
}

/**
 * The dates of a token that ClearBank can have made.
 *
 * @throws UsageError where it would end before it began, or live for more than a year.
 * @see ClearBank, "Create your authentication profile"
 */
export function tokenDates(createdAt: Date, expiresAt: Date): TokenDates {
  const latest = new Date(createdAt);
  latest.setUTCFullYear(latest.getUTCFullYear() + 1);
  if (expiresAt <= createdAt) {
    throw new UsageError(
      "--expires is not after the token's creation, which is now unless --created says when.",
    );
  }
  if (expiresAt > latest) {
    throw new UsageError(
      `--expires is more than a year after the token's creation, and ClearBank makes no such token: ${latest.toISOString()} is the latest. --created says when it was made.`,
    );
  }
  return { createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
}

/** How many days a token has left, rounded down; less than 0 where it has expired. */
export function daysLeft({ expiresAt }: TokenDates, now: Date): number {
  return Math.floor((Date.parse(expiresAt) - now.getTime()) / dayMs);
}
