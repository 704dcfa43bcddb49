import { bankCode, bbanOf, ibanOf, ibanProblem, isBban } from "./identifiers.js";
import { nullable, object, oneOf, type Shape, text } from "./shape.js";

const schemeName = object({
  code: nullable(oneOf(["BBAN", "CUID", "UPIC"])),
  proprietary: nullable(text({ max: 35 })),
});

/** What a body says about an account, as far as it is looked at. */
export interface PartyAccount {
  readonly identification: {
    readonly iban: string | undefined;
    readonly other: { readonly identification: string } | undefined;
  };
}

/** An account by IBAN or by another identification, as the Faster Payments bodies have it. */
export const partyAccount: Shape<PartyAccount> = object({
  identification: object({
    iban: nullable(text()),
    other: nullable(
      object({ issuer: nullable(text({ max: 35 })), identification: text({ min: 1, max: 34 }), schemeName }),
    ),
  }),
});

/** The same in payments that began overseas, where an identification has no issuer. */
export const overseasPartyAccount: Shape<PartyAccount> = object({
  identification: object({
    iban: nullable(text()),
    other: nullable(object({ identification: text({ min: 1, max: 34 }), schemeName })),
  }),
});

/** The BBAN of an account as a body names it, or undefined where what it says can be none. */
export function bbanFrom({ identification }: PartyAccount): { iban?: string; bban: string } | undefined {
  const { iban, other } = identification;
  if (iban !== undefined && iban !== "") {
    return ibanProblem(iban) === undefined ? { iban, bban: bbanOf(iban) } : undefined;
  }
  return other === undefined ? undefined : fromBban(other.identification);
}

/** From a BBAN, or from a sort code and account number, with or without a hyphen between them. */
export function fromBban(text: string): { iban: string; bban: string } | undefined {
  const bban = /^\d{6}-?\d{8}$/.test(text) ? `${bankCode}${text.replace("-", "")}` : text;
  return isBban(bban) ? { iban: ibanOf(bban), bban } : undefined;
}
