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
  get(key: string): Promise<unknown>;
  /** @param ttlMs after which the value is gone. */
  set(key: string, value: string, ttlMs?: number): Promise<unknown>;
  delete(key: string): Promise<unknown>;
}
