/** What a handler writes through: statements of the transaction that settles its message. */
export interface PostgresTx {
  /**
   * Runs a statement in that transaction, which begins with the first one and holds a connection of the pool. One
   * that takes longer than 30 seconds fails.
   *
   * @throws `DeliveryError` `ERR_DELIVERY_STATEMENT`: the transaction can then only be undone, so let the
   * handler fail with it. TypeError for a statement that begins or ends a transaction.
   */
  readonly query: (
    text: string,
    values?: readonly unknown[],
  ) => Promise<{
    /** By the names of their columns, as `pg` reads them; empty where the statement gives none back. */
    readonly rows: readonly Record<string, unknown>[];
    /** How many rows were changed or read; null for a statement that counts none. */
    readonly rowCount: number | null;
  }>;
}
