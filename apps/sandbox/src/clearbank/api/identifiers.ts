import type { Random } from "../../random.js";
import { quoted } from "../../wire/refusal.js";

export const bankCode = "CUBK";

/** The British IBAN of a BBAN: bank code, sort code, account number. */
export function ibanOf(bban: string): string {
  const check = 98n - (digitsOf(`${bban}GB00`) % 97n);
  return `GB${check.toString().padStart(2, "0")}${bban}`;
}

/** The BBAN within a British IBAN. */
export function bbanOf(iban: string): string {
  return iban.slice(4);
}

/** What is wrong with an IBAN, or undefined where it can be one. British ones have a sort code and account number. */
export function ibanProblem(iban: string): string | undefined {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/.test(iban)) return `${quoted(iban)} is not an IBAN`;
  if (iban.startsWith("GB") && !/^GB\d{2}[A-Z]{4}\d{14}$/.test(iban)) {
    return `${quoted(iban)} is not a British IBAN of 22 characters`;
  }
  const isSound = digitsOf(iban.slice(4) + iban.slice(0, 4)) % 97n === 1n;
  return isSound ? undefined : `the check digits of ${quoted(iban)} are wrong`;
}

export function isBban(text: string): boolean {
  return /^[A-Z]{4}\d{14}$/.test(text);
}

export function sortCodeOf(bban: string): string {
  return bban.slice(4, 10);
}

export function accountNumberOf(bban: string): string {
  return bban.slice(10);
}

/** A BBAN that begins with a bank code and sort code, and for which `taken` is not true. */
export function newBban(random: Random, prefix: string, taken: (bban: string) => boolean): string {
  for (;;) {
    const bban = `${prefix}${random.integer(10_000_000, 100_000_000)}`;
    if (!taken(bban)) return bban;
  }
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

function digitsOf(text: string): bigint {
  return BigInt(text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55)));
}
