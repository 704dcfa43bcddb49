import { SignerError } from "../errors.js";

/** Things of which each is used by one at a time; who finds none waits for the first that comes back. */
export interface Pool<T> {
  /** Lends an item. The signal ends the waiting; once it has an item, the action is left to finish. */
  use<Result>(action: (item: T) => Promise<Result>, signal?: AbortSignal): Promise<Result>;
  /** Lets nobody new in and resolves once everybody who is in, waiting or not, is done. */
  close(): Promise<void>;
}

export function createPool<T>(items: readonly T[]): Pool<T> {
  const idle = [...items];
  const waiting = new Set<(item: T) => void>();
  let closing: { readonly done: Promise<void>; readonly resolve: () => void } | undefined;

  function giveBack(item: T): void {
    const [next] = waiting;
    if (next) {
      waiting.delete(next);
      next(item);
      return;
    }
    idle.push(item);
    if (idle.length === items.length) closing?.resolve();
  }

  function nextItem(signal: AbortSignal | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const take = (item: T) => {
        signal?.removeEventListener("abort", leave);
        resolve(item);
      };
      const leave = () => {
        waiting.delete(take);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", leave, { once: true });
      waiting.add(take);
    });
  }

  return {
    async use(action, signal) {
      signal?.throwIfAborted();
      if (closing) throw new SignerError("ERR_SIGNER_CLOSED", "The signer is closed: open it again to sign.");
      const item = idle.pop() ?? (await nextItem(signal));
      try {
        return await action(item);
      } finally {
        giveBack(item);
      }
    },
    close() {
      closing ??= resolvable();
      if (idle.length === items.length) closing.resolve();
      return closing.done;
    },
  };
}

function resolvable(): { readonly done: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const done = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { done, resolve };
}
