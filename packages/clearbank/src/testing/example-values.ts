import { createHash } from "node:crypto";

/** Values that depend on nothing but a seed: the same test sees the same ones each time. */
export interface ExampleValues {
  readonly digits: (length: number) => string;
  readonly hex: (length: number) => string;
  readonly guid: () => string;
  readonly timestamp: () => string;
  readonly date: () => string;
  readonly decimal: () => string;
}

export function exampleValues(seed: string): ExampleValues {
  const hex = (length: number) => createHash("sha256").update(seed).digest("hex").slice(0, length);
  const digits = (length: number) =>
    BigInt(`0x${hex(64)}`)
      .toString()
      .slice(-length);
  /** From nought to the limit, less one. */
  const below = (limit: number) => Number(BigInt(`0x${hex(64)}`) % BigInt(limit));
  const two = (value: number) => String(value).padStart(2, "0");
  const date = () => `2026-0${1 + below(9)}-${two(1 + below(28))}`;
  return {
    hex,
    digits,
    date,
    guid() {
      const [a, b, c, d, e] = [
        hex(8),
        hex(12).slice(8),
        hex(15).slice(12),
        hex(18).slice(15),
        hex(30).slice(18),
      ];
      return `${a}-${b}-4${c}-8${d}-${e}`;
    },
    // Seven digits of a second, as ClearBank's have: a Date keeps three of them.
    timestamp: () => `${date()}T${two(below(24))}:${two(below(60))}:${two(below(60))}.${digits(7)}Z`,
    // With a nought at its end, which a number of JavaScript's loses.
    decimal: () => `${1 + below(9999)}.${below(10)}0`,
  };
}

/** The basic account number of a sterling account at ClearBank. */
export function exampleBban(seed: string): string {
  return `CLRB040400${exampleValues(seed).digits(8)}`;
}

/** The IBAN of the same account, with check digits that are right (ISO 7064, modulo 97-10). */
export function exampleIban(seed: string): string {
  const bban = exampleBban(seed);
  const digits = `${bban}GB00`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  const check = 98n - (BigInt(digits) % 97n);
  return `GB${String(check).padStart(2, "0")}${bban}`;
}
