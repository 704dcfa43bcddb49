import type { TokenStore } from "../../src/token/token-store.js";

/** A store in this process, what lies in it, and what was done with it. */
export interface MapStore extends TokenStore {
  readonly values: Map<string, string>;
  readonly calls: readonly (readonly [method: keyof TokenStore, key: string, ttlMs?: number])[];
}

/** @param before is awaited ahead of each call: it may fail, take its time, or change what lies there. */
export function mapStore(
  before: (method: keyof TokenStore, key: string) => unknown = () => {},
  nothing: null | undefined = undefined,
): MapStore {
  const values = new Map<string, string>();
  const calls: [keyof TokenStore, string, number?][] = [];
  return {
    values,
    calls,
    async get(key) {
      calls.push(["get", key]);
      await before("get", key);
      return values.has(key) ? values.get(key) : nothing;
    },
    async set(key, value, ttlMs) {
      calls.push(ttlMs === undefined ? ["set", key] : ["set", key, ttlMs]);
      await before("set", key);
      values.set(key, value);
    },
    async delete(key) {
      calls.push(["delete", key]);
      await before("delete", key);
      return values.delete(key);
    },
  };
}
