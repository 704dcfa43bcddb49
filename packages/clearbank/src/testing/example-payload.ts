import { shapes } from "../webhook/types/shapes.js";
import { exampleBban, exampleIban, exampleValues } from "./example-values.js";

/** Texts of members by what their names end in; the first that fits counts. */
const texts: readonly (readonly [RegExp, (seed: string, account: string) => string])[] = [
  [/iban$/i, (_seed, account) => exampleIban(account)],
  [/bban$/i, (_seed, account) => exampleBban(account)],
  [/SortCode$/, () => "040400"],
  [/AccountNumber$/, (_seed, account) => exampleBban(account).slice(-8)],
  [/(Currency|Ccy|CurrencyCode)$/, () => "GBP"],
  [/^Country|CountryCode$/, () => "GB"],
  [/(Bic|BicFi|BICFI)$/i, () => "CLRBGB22XXX"],
  [/PostCode$/, () => "EC2A 4AA"],
  [/TownName$/, () => "London"],
  [/^Scheme$|PaymentMethodType$/, () => "FasterPayments"],
  [/^Status$/, () => "Settled"],
  [/^DebitCreditCode$/, () => "Credit"],
  [/^(Uri|url)$/, (seed) => `https://clearbank.example/${exampleValues(seed).hex(8)}`],
  [/(AccountName|OwnerName|DebtorName|CreditorName|^Name|Owner)$/, () => "Example Trading Ltd"],
  [/EndToEnd(Transaction)?Id(entification)?$/i, (seed) => exampleValues(seed).hex(32)],
  [/Id$/, (seed) => exampleValues(seed).hex(32)],
  [/(Reason|Reasons|Error|Errors|Information)$/, () => "An example, for tests"],
  [/Code$/, () => "1"],
];

/**
 * A payload of the shape that the table of types describes, with all members that may be there; of two spellings of
 * one member only the first.
 */
export function examplePayload(shape: unknown, seed: string, name = ""): unknown {
  if (Array.isArray(shape)) return [examplePayload(shape[0], `${seed}[0]`, name)];
  if (typeof shape === "object" && shape !== null) return exampleMembers(shape, seed);
  if (Object.hasOwn(shapes, shape as string)) {
    return exampleMembers(shapes[shape as keyof typeof shapes], seed);
  }
  return exampleValue(String(shape), seed, name);
}

function exampleMembers(members: object, seed: string): unknown {
  const seen = new Set<string>();
  const entries = Object.entries(members).flatMap(([key, shape]) => {
    const name = key.replace(/\?$/, "");
    const spelling = name.toLowerCase().replaceAll("ss", "s");
    if (seen.has(spelling)) return [];
    seen.add(spelling);
    return [[name, examplePayload(shape, `${seed}.${name}`, name)] as const];
  });
  return Object.fromEntries(entries);
}

function exampleValue(kind: string, seed: string, name: string): unknown {
  const values = exampleValues(seed);
  if (kind === "guid") return values.guid();
  if (kind === "timestamp") return values.timestamp();
  if (kind === "date") return values.date();
  if (kind === "decimal") return values.decimal();
  if (kind.startsWith("integer")) return 1;
  if (kind.startsWith("boolean")) return false;
  if (kind === "textByName") return { Example: "An example, for tests" };
  if (kind === "unknown") return "A test message";
  // Members of one object are about one account.
  const account = seed.replace(/\.[^.]*$/, "");
  return texts.find(([pattern]) => pattern.test(name))?.[1](seed, account) ?? "Example";
}
