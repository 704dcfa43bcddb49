/**
 * Where processes share tokens: a Keyv, or anything with these three methods. Without one, each process keeps
 * its own in memory.
 *
 * @example
 * ```ts
 * const store = new Keyv(new KeyvRedis("redis://127.0.0.1:6379"));
 * ```
 */
export interface TokenStore {
  /** What was set; undefined where there is nothing, or its time is over. */
  get(key: string): Promise<unknown>;
  /**
   * Keeps a value.
   *
   * @param ttlMs after which it is gone.
   */
  set(key: string, value: string, ttlMs?: number): Promise<unknown>;
  /** Forgets it. */
  delete(key: string): Promise<unknown>;
}
