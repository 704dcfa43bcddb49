/** A bank that takes part, under a name that no real one has. */
export interface Bank {
  readonly id: string;
  readonly name: string;
  readonly bic: string;
  readonly country: string;
  readonly isActive: boolean;
  /** Whether the initiating party has to confirm a payment before it is settled. */
  readonly needsConfirmation: boolean;
}

export const banks: readonly Bank[] = [
  bank("20100", "Sandbox Bank", "SBXBNL2A", "NL"),
  bank("20101", "Polder Bank", "PLDRNL2U", "NL"),
  bank("20102", "Confirming Bank", "CNFMDEFF", "DE", { needsConfirmation: true }),
  bank("20103", "Sleeping Bank", "SLPNBEBB", "BE", { isActive: false }),
];

function bank(
  id: string,
  name: string,
  bic: string,
  country: string,
  { isActive = true, needsConfirmation = false }: Partial<Pick<Bank, "isActive" | "needsConfirmation">> = {},
): Bank {
  return { id, name, bic, country, isActive, needsConfirmation };
}

export function bankById(id: string | undefined): Bank | undefined {
  return banks.find((each) => each.id === id);
}

/** By BIC of eight or of eleven characters. */
export function bankByBic(bic: string): Bank | undefined {
  return banks.find((each) => each.bic === bic.slice(0, 8));
}

/** What the payer's account is called at every bank of the sandbox. */
export const debtorAccount = { SchemeName: "IBAN", Identification: "NL44RABO0123456789" } as const;

/** An account as a payer may be shown it. */
export const maskedAccount = "NL44RABO******6789";
