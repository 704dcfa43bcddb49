import { untilAborted } from "@countersign/crypto-core";

/** A queue whose items are stored together. */
export interface GroupCommit<Item, Result> {
  readonly add: (item: Item, signal?: AbortSignal) => Promise<Result>;
  /** Resolves once nothing waits and nothing is being stored. */
  readonly idle: () => Promise<void>;
}

interface Entry<Item, Result> {
  readonly item: Item;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Stores what arrives while a commit runs with the next one: under load many share one sync of the disk, and
 * without load nobody waits for company. What is no longer waited for when its turn comes is not stored.
 */
export function groupCommit<Item extends { readonly body: Uint8Array }, Result>(
  store: (items: readonly Item[]) => Promise<readonly Result[]>,
  limits: { readonly items: number; readonly bytes: number } = { items: 1000, bytes: 8 * 1024 * 1024 },
): GroupCommit<Item, Result> {
  let waiting: Entry<Item, Result>[] = [];
  let running: Promise<void> | undefined;

  function nextBatch(): readonly Entry<Item, Result>[] {
    waiting = waiting.filter(({ signal }) => !signal?.aborted);
    let bytes = 0;
    let count = 0;
    for (const { item } of waiting) {
      bytes += item.body.byteLength;
      if (count === limits.items || (count > 0 && bytes > limits.bytes)) break;
      count += 1;
    }
    return waiting.splice(0, count);
  }

  async function run(): Promise<void> {
    for (let batch = nextBatch(); batch.length > 0; batch = nextBatch()) {
      try {
        const results = await store(batch.map(({ item }) => item));
        batch.forEach(({ resolve }, index) => {
          resolve(results[index] as Result);
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running = undefined;
  }

  return {
    add(item, signal) {
      const stored = new Promise<Result>((resolve, reject) => {
        waiting.push({ item, signal, resolve, reject });
      });
      // In a microtask, so that what arrives in the same turn shares the first commit too.
      running ??= Promise.resolve().then(run);
      return untilAborted(stored, signal);
    },
    async idle() {
      await running;
    },
  };
}
