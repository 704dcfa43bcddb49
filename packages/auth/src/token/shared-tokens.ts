import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { AccessToken } from "./access-token.js";
import { BackOff } from "./back-off.js";
import type { TokenCodec } from "./token-record.js";
import type { TokenStore } from "./token-store.js";

/** How long a process may take to renew a token before another one does it. */
const leaseMs = 15_000;
/** How long a store may take; it is on this machine or near. */
const storeTimeoutMs = 1_000;
/** How long writers of a lease wait before they look who was last; longer than a store takes to answer. */
const settleMs = 50;
const pollMs = 100;

/** What {@link SharedTokens} works with. */
export interface SharedTokensParts {
  readonly store: TokenStore;
  readonly codec: TokenCodec;
  readonly onFailure: (error: unknown) => void;
  readonly now: () => Date;
  readonly random: () => number;
}

/**
 * Tokens in a store that several processes share. A store that fails or does not answer is as good as none:
 * `onFailure` is told, the process goes on alone, and tries the store again a while later.
 */
export class SharedTokens {
  readonly #parts: SharedTokensParts;
  readonly #backOff: BackOff;

  constructor(parts: SharedTokensParts) {
    this.#parts = parts;
    this.#backOff = new BackOff(parts.random);
  }

  async read(key: string): Promise<AccessToken | undefined> {
    return this.#parts.codec.decode(key, await this.#get(key));
  }

  async write(key: string, token: AccessToken): Promise<void> {
    const { codec, now } = this.#parts;
    const ttlMs = token.expiresAt.getTime() - now().getTime();
    if (ttlMs > 0) await this.#try((store) => store.set(key, codec.encode(key, token), ttlMs));
  }

  /**
   * Asks to be the process that renews a token. Stores have no common way to write only where nothing is: who
   * writes last of those who found nothing has it, and all wait a moment to see who that was.
   *
   * @returns how to give it back; undefined where another process has it.
   */
  async lease(key: string): Promise<(() => Promise<void>) | undefined> {
    const name = `${key}:lease`;
    const owner = randomUUID();
    if ((await this.#get(name)) !== undefined) return undefined;
    await this.#try((store) => store.set(name, owner, leaseMs));
    await sleep(settleMs);
    const holder = await this.#get(name);
    if (holder !== undefined && holder !== owner) return undefined;
    return async () => {
      await this.#try((store) => store.delete(name));
    };
  }

  /** Waits until the process that renews a token has given the lease back, or had its time. */
  async waitForOther(key: string): Promise<void> {
    for (let waitedMs = 0; waitedMs < leaseMs; waitedMs += pollMs) {
      await sleep(pollMs);
      if ((await this.#get(`${key}:lease`)) === undefined) return;
    }
  }

  /** Undefined where there is nothing; some stores say null. */
  async #get(key: string): Promise<unknown> {
    return (await this.#try((store) => store.get(key))) ?? undefined;
  }

  async #try<T>(action: (store: TokenStore) => Promise<T>): Promise<T | undefined> {
    const { store, onFailure, now } = this.#parts;
    if (this.#backOff.isOn(now())) return undefined;
    const end = new AbortController();
    const late = sleep(storeTimeoutMs, undefined, { signal: end.signal, ref: false }).then(() => {
      throw new Error(`The token store did not answer within ${storeTimeoutMs} ms.`);
    });
    try {
      const result = await Promise.race([action(store), late]);
      this.#backOff.end();
      return result;
    } catch (error) {
      this.#backOff.begin(now());
      onFailure(error);
      return undefined;
    } finally {
      end.abort();
      late.catch(() => {});
    }
  }
}
