/** A rule that a request does not keep. */
export interface Violation {
  /** The member or header, such as `CommonPaymentData.Amount.Amount`. */
  readonly path: string;
  /** What it must be. */
  readonly rule: string;
}
