/** The month and currency of a statement. */
export interface MccyStatementRequest {
  /** At most 24 months ago. From 2019. */
  readonly year: number;
  /** The last month's statement is there from the 5th on. 1 to 12. */
  readonly month: number;
  readonly format: "csv";
  /** ISO 4217. */
  readonly currency: string;
}
