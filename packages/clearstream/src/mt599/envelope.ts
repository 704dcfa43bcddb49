import { Mt599Error } from "./mt599-error.js";

/** Who sends a message to whom, as logical terminals of 12 characters. */
export interface Mt599Envelope {
  /** From block 1. */
  readonly sender: string;
  /** From block 2. */
  readonly receiver: string;
}

/** Clearstream's address CEDELULLXXX, as block 2 has it. */
export const clearstreamTerminal = "CEDELULLXXXX";

/**
 * The logical terminal of a BIC: one of 8 characters gets terminal A and the branch XXX, one of 11 gets terminal A.
 *
 * @throws {@link Mt599Error} `ERR_MT599_ENVELOPE` for what is no BIC.
 */
export function toLogicalTerminal(bic: string): string {
  const [, institution = "", terminal, branch] =
    /^([A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2})(?:([A-Z0-9])?([A-Z0-9]{3}))?$/.exec(bic) ?? [];
  if (institution === "") {
    throw new Mt599Error(
      "ERR_MT599_ENVELOPE",
      "The sender is a BIC of 8 or 11 characters, or a logical terminal of 12, in capitals.",
    );
  }
  return institution + (terminal ?? "A") + (branch ?? "XXX");
}

/** Puts the blocks of a message around its fields; session and sequence are for the interface to fill in. */
export function wrapInEnvelope(fields: string, sender: string): string {
  return `{1:F01${toLogicalTerminal(sender)}0000000000}{2:I599${clearstreamTerminal}N}{4:\r\n${fields}\r\n-}`;
}

const blocks =
  /^\{1:F01([A-Z0-9]{12})\d{10}\}\{2:I599([A-Z0-9]{12})[SUN][123]?(?:\d{3})?\}(?:\{3:(?:\{\d{3}:[^{}]*\})+\})?\{4:\r?\n([\s\S]*?)\r?\n-\}(?:\{5:(?:\{[A-Z]{3}:[^{}]*\})*\})?(?:\r?\n)?$/;

/**
 * Takes a message apart. Text that does not begin with a block is fields alone.
 *
 * @returns undefined where there are blocks, but not those of an MT599 that is sent.
 */
export function readEnvelope(
  message: string,
): { readonly fields: string; readonly envelope?: Mt599Envelope } | undefined {
  if (!message.startsWith("{")) return { fields: message.replace(/\r?\n$/, "") };
  const [, sender, receiver, fields] = blocks.exec(message) ?? [];
  if (sender === undefined || receiver === undefined || fields === undefined) return undefined;
  return { fields, envelope: { sender, receiver } };
}
