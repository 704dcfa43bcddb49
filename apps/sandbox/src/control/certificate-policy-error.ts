import { ControlError } from "./errors.js";

/** A certificate that the back office does not take, with every rule that it breaks. */
export class CertificatePolicyError extends ControlError {
  override readonly name: string = "CertificatePolicyError";
  readonly violations: readonly { readonly rule: string; readonly message: string }[];

  constructor(violations: CertificatePolicyError["violations"]) {
    super(400, "certificate-policy", violations.map(({ message }) => message).join(" "));
    this.violations = violations;
  }
}
