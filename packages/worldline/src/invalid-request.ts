/** A rule that a request does not keep. */
export interface Violation {
  /** The member or header, such as `CommonPaymentData.Amount.Amount`. */
  readonly path: string;
  /** What it must be. */
  readonly rule: string;
}

/** A request that Worldline would refuse, with every reason. Nothing was sent. */
export class InvalidRequestError extends TypeError {
  /** As of any error. */
  override readonly name = "InvalidRequestError";
  /** Stays the same between versions, for programs. */
  readonly code = "ERR_WORLDLINE_INVALID_REQUEST";
  /** Every rule that the request does not keep, not only the first. */
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[]) {
    super(violations.map(({ path, rule }) => `${path} ${rule}`).join("; "));
    this.violations = violations;
  }
}
