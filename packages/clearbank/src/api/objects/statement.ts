/** The time that a statement is to cover, in UTC. */
export interface StatementRequest {
  /** The statement has what comes after this. `YYYY-MM-DDTHH:mm:ssZ`. */
  readonly startDateTimeUtc?: string;
  /** The statement has what comes before this. `YYYY-MM-DDTHH:mm:ssZ`. */
  readonly endDateTimeUtc?: string;
}
