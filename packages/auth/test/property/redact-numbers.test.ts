import fc from "fast-check";
import { expect, it } from "vitest";
import { createRedactor } from "../../src/observe/redactor.js";

const redactor = createRedactor();
const body = (text: string, type: string) => redactor.body(new TextEncoder().encode(text), type);

const modulo97 = (text: string) =>
  BigInt(text.replace(/[A-Z]/g, (letter) => `${letter.charCodeAt(0) - 55}`)) % 97n;

/** ISO 13616, reckoned with big integers. */
const iban = fc
  .tuple(fc.stringMatching(/^[A-Z]{2}$/), fc.stringMatching(/^[A-Z0-9]{11,30}$/))
  .map(([country, account]) => {
    const check = 98n - modulo97(`${account}${country}00`);
    return `${country}${String(check).padStart(2, "0")}${account}`;
  });

/** ISO/IEC 7812-1: the check digit is the one for which the sum of the digits, every other one doubled, ends in 0. */
const card = fc.stringMatching(/^\d{12,18}$/).map((digits) => {
  const doubled = [...digits].reverse().map((digit, index) => String(Number(digit) * (index % 2 ? 1 : 2)));
  const sum = [...doubled.join("")].reduce((total, digit) => total + Number(digit), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
});

const inFours = (text: string, separator: string) => text.replace(/.{4}(?=.)/g, `$&${separator}`);

/** Each way to write a number into something, and what to look for in what comes out. */
const places: readonly ((number: string) => string)[] = [
  (number) => body(`paid to ${number}, today`, "text/plain"),
  (number) => body(JSON.stringify({ a: [`\n${number}\t`] }), "application/json"),
  (number) => body(JSON.stringify(number).replaceAll("1", "\\u0031"), "application/json"),
  (number) => body(new URLSearchParams({ a: number }).toString(), "application/x-www-form-urlencoded"),
  (number) => redactor.url(`https://a.example/b/${encodeURIComponent(number)}/c`),
  (number) => redactor.url(`https://a.example/?b=${encodeURIComponent(number)}`),
  (number) => redactor.headers(new Headers({ a: number }))[0]?.[1] ?? "",
];

const decode = (text: string) => decodeURIComponent(text).replaceAll("\\u0031", "1").replace(/[ +-]/g, "");

it("hides the middle of an IBAN, wherever it stands", () => {
  fc.assert(
    fc.property(iban, fc.constantFrom("", " "), (number, separator) => {
      for (const write of places) {
        const shown = decode(write(inFours(number, separator)));
        expect(shown).toContain(`${number.slice(0, 4)}***${number.slice(-4)}`);
        expect(shown).not.toContain(number.slice(4, -4));
      }
    }),
  );
});

it("hides a card number but for its last four digits, wherever it stands", () => {
  fc.assert(
    fc.property(card, fc.constantFrom("", " ", "-"), (number, separator) => {
      for (const write of places) {
        const shown = decode(write(inFours(number, separator)));
        expect(shown).toContain(`***${number.slice(-4)}`);
        expect(shown).not.toContain(number.slice(0, -4));
      }
    }),
  );
});

it("leaves a number of which one digit is another", () => {
  fc.assert(
    fc.property(card, fc.nat(), (number, seed) => {
      const at = seed % number.length;
      const other = `${number.slice(0, at)}${(Number(number[at]) + 1) % 10}${number.slice(at + 1)}`;
      expect(body(`paid by ${other}, today`, "text/plain")).toBe(`paid by ${other}, today`);
    }),
  );
});
