/** Something that is not as it should be, and what to do about it. */
export interface Finding {
  /** Stays the same between versions. */
  readonly code: FindingCode;
  readonly message: string;
  readonly remedy: string;
}

export type FindingCode =
  | "request-missing"
  | "request-unreadable"
  | "request-signature"
  | "request-der"
  | "request-key-type"
  | "request-key-size"
  | "key-missing"
  | "key-encrypted"
  | "key-passphrase"
  | "key-unreadable"
  | "key-type"
  | "key-size"
  | "key-permissions"
  | "key-in-file"
  | "key-mismatch"
  | "signer-wrong-signature"
  | "token-expired"
  | "token-ends-soon";

/** Findings as people read them. */
export function describeFindings(findings: readonly Pick<Finding, "code" | "message" | "remedy">[]): string {
  return findings.map(({ code, message, remedy }) => `  ${code}: ${message}\n    fix: ${remedy}\n`).join("");
}
