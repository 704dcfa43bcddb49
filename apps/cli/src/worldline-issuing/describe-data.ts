import { amountToDecimal } from "@countersign/worldline/issuing";
import { visible } from "../visible.js";
import { type Cell, columnsOf, type Row } from "./columns.js";

type Members = Readonly<Record<string, unknown>>;

/** Everything that an object has, a member and its value in each line. */
export function describeObject(data: object): string {
  const rows = [...leaves(data, "")];
  const width = Math.max(0, ...rows.map(([path]) => path.length));
  return rows.map(([path, text]) => `${path.padEnd(width)}  ${shorten(text)}\n`).join("");
}

/** A line for each item, in as many columns as fit. */
export function describeList(items: readonly unknown[], width: number): string {
  if (items.length === 0) return "There are none.\n";
  const { lines, left } = columnsOf(items.map(rowOf), width);
  const more = left > 0 ? `\n${left} more ${left === 1 ? "member" : "members"}: --json has all.\n` : "";
  return `${lines.map((line) => `${line}\n`).join("")}${more}`;
}

function* leaves(value: unknown, path: string): Generator<readonly [path: string, text: string]> {
  const text = textOf(value);
  if (text !== undefined) return yield [path, text];
  for (const [name, member] of Object.entries(value as Members)) {
    const below = Array.isArray(value) ? `[${name}]` : path === "" ? visible(name) : `.${visible(name)}`;
    yield* leaves(member, path + below);
  }
}

/** An item's own members and those of the objects in it; what lies deeper has a name and no cell. */
function rowOf(item: unknown): Row {
  if (!isObject(item)) return new Map([["value", cellOf(item)]]);
  const cells = Object.entries(item).flatMap(([name, member]): [string, Cell | undefined][] => {
    const cell = cellOf(member);
    if (cell !== undefined || !isObject(member)) return [[visible(name), cell]];
    return Object.entries(member).map(([inner, value]) => [visible(`${name}.${inner}`), cellOf(value)]);
  });
  return new Map(cells);
}

function cellOf(value: unknown): Cell | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : { text, isAmount: isAmount(value) };
}

/** What is shown in one place; undefined where it takes several. */
function textOf(value: unknown): string | undefined {
  if (isAmount(value)) return `${amountToDecimal(value)} ${visible(value.isoCode)}`;
  if (Array.isArray(value)) {
    const texts = value.map((item) => (Array.isArray(item) ? undefined : textOf(item)));
    if (texts.includes(undefined)) return undefined;
    return texts.length === 0 ? "none" : texts.join(", ");
  }
  if (isObject(value)) return Object.keys(value).length === 0 ? "none" : undefined;
  return visible(String(value));
}

interface Amount {
  readonly value: string;
  readonly exponent: number;
  readonly isoCode: string;
}

function isAmount(value: unknown): value is Amount {
  if (!isObject(value)) return false;
  const { value: units, exponent, isoCode } = value;
  const isWhole = typeof units === "string" && /^-?\d+$/.test(units);
  return isWhole && typeof isoCode === "string" && /^\d$/.test(String(exponent));
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The content of a letter has thousands of characters. */
function shorten(text: string): string {
  if (text.length <= 200) return text;
  return `${text.slice(0, 60)}... (${text.length} characters: --json has all)`;
}
