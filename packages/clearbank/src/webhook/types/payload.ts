import type { Decimal } from "../../json/decimal.js";
import type { shapes } from "./shapes.js";

/** What a member's value is, by the word that stands for it in the table of types. */
export interface Kinds {
  guid: string;
  text: string;
  decimal: Decimal;
  /** A whole number. */
  integer: number;
  boolean: boolean;
  /** ISO 8601, mostly UTC, with up to seven digits of a second; some have no zone, so that a Date would guess one. */
  timestamp: string;
  /** ISO 8601. */
  date: string;
  /** Described as the one, shown as the other. */
  "boolean|text": boolean | string;
  "integer|text": number | string;
  /** Texts by names that are not known beforehand. */
  textByName: Readonly<Record<string, string>>;
  unknown: unknown;
}

/**
 * The type of a payload, from its description: a kind, the name of a shape, a list of one of these, or members. A
 * member whose name ends in `?` may be missing or null.
 */
export type Payload<Shape> = Shape extends keyof Kinds
  ? Kinds[Shape]
  : Shape extends keyof typeof shapes
    ? Payload<(typeof shapes)[Shape]>
    : Shape extends readonly [infer Item]
      ? readonly Payload<Item>[]
      : Flat<
          {
            readonly [Name in keyof Shape as Name extends `${string}?` ? never : Name]: Payload<Shape[Name]>;
          } & {
            readonly [Name in keyof Shape as Name extends `${infer Bare}?` ? Bare : never]?: Payload<
              Shape[Name]
            > | null;
          }
        >;

type Flat<Members> = { [Name in keyof Members]: Members[Name] };
