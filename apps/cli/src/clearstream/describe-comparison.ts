import type { CaBundleComparison, CaBundleEntry } from "@countersign/clearstream";

/** The authorities that came and went, one to a line. */
export function describeComparison({ added, removed }: CaBundleComparison): string {
  return [
    ...added.map((entry) => line("added", entry)),
    ...removed.map((entry) => line("removed", entry)),
  ].join("");
}

function line(what: string, { subject, thumbprint, notAfter }: CaBundleEntry): string {
  return `${what.padEnd(8)} ${subject}, until ${notAfter.toISOString()}, SHA-256 ${thumbprint}\n`;
}
