import type { SignatureExplanation } from "@countersign/crypto-core";
import type { Outcome } from "./command.js";

/** What an explain command says: the mistake and its remedy, and the bytes that were signed against. */
export function toOutcome({ verified, cause, summary, signatureBase, lines }: SignatureExplanation): Outcome {
  const shown = { ...(signatureBase !== undefined && { signatureBase }), lines };
  if (verified) return { text: summary, json: { verified, ...shown } };
  const what = cause ? `${cause.code}: ${cause.message}\nfix: ${cause.fix}` : `unexplained: ${summary}`;
  const listing = lines.map((line) => `  ${line}\n`).join("");
  return {
    exitCode: 1,
    text: `${what}\n\nChecked against these bytes:\n${listing}`,
    json: {
      code: cause?.code ?? "unexplained",
      message: cause?.message ?? summary,
      ...(cause && { fix: cause.fix }),
      verified,
      ...shown,
    },
  };
}
