import { DeliveryError } from "../errors.js";
import { createBell } from "./bell.js";
import type { DispatchSettings } from "./settings.js";

/** A hold on something stored, for a time. `attempt` rises with each, so that a former holder changes nothing. */
export interface Lease {
  readonly id: string;
  readonly attempt: number;
}

export interface ClaimOptions {
  readonly limit: number;
  readonly leaseMs: number;
  /** Nothing is due later than this from now, unless the clock was set back: then it counts as due. */
  readonly horizonMs: number;
}

/** What a dispatcher needs of a store. */
export interface WorkSource<Work extends Lease> {
  readonly claim: (options: ClaimOptions) => Promise<readonly Work[]>;
  /** Extends leases, and gives those that were still held. */
  readonly renew: (leases: readonly Lease[], leaseMs: number) => Promise<readonly Lease[]>;
}

/** Where work comes from, and what is done with it. */
export interface DispatcherParts<Work extends Lease> {
  readonly source: WorkSource<Work>;
  /** Its signal aborts where the lease is lost, or the dispatcher stops. */
  readonly work: (work: Work, signal: AbortSignal) => Promise<void>;
  readonly settings: Required<DispatchSettings>;
}

/** How much is done at once, and until when. */
export interface DispatchOptions {
  /** How many at once; 10 by default. */
  readonly concurrency?: number;
  /** Ends it: what has begun is finished first, its own signal aborted. */
  readonly signal?: AbortSignal;
}

export interface Dispatcher {
  /** Claims and works until stopped; resolves when the last piece of work has ended. */
  readonly run: (options: DispatchOptions) => Promise<void>;
  /** There may be something to claim before the next poll. */
  readonly wake: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly stop: () => Promise<void>;
}

/** Hands out leased work, renews the leases while it lasts, and reports what goes wrong without stopping for it. */
export function createDispatcher<Work extends Lease>(parts: DispatcherParts<Work>): Dispatcher {
  const { source, work, settings } = parts;
  const { leaseMs, pollIntervalMs, retryMaxMs, onError } = settings;
  const horizonMs = Math.max(leaseMs, retryMaxMs);
  const bell = createBell();
  const inFlight = new Map<Work, { readonly controller: AbortController; readonly done: Promise<void> }>();
  let current: { readonly stopping: AbortController; readonly done: Promise<void> } | undefined;
  let isPaused = false;

  const claim = (limit: number) => source.claim({ limit, leaseMs, horizonMs });

  function begin(item: Work): void {
    const controller = new AbortController();
    const done = work(item, controller.signal)
      .catch(onError)
      .finally(() => {
        inFlight.delete(item);
        bell.ring();
      });
    inFlight.set(item, { controller, done });
  }

  async function renewAll(): Promise<void> {
    const leases = [...inFlight.keys()];
    if (leases.length === 0) return;
    const held = await source.renew(leases, leaseMs);
    for (const lease of leases) {
      if (held.some(({ id, attempt }) => id === lease.id && attempt === lease.attempt)) continue;
      const message =
        "The lease ran out, and the work was given to another: what is done now settles nothing.";
      inFlight.get(lease)?.controller.abort(new DeliveryError("ERR_DELIVERY_LEASE_LOST", message));
    }
  }

  async function loop(concurrency: number, stopping: AbortSignal): Promise<void> {
    const renewal = setInterval(() => renewAll().catch(onError), leaseMs / 3);
    try {
      while (!stopping.aborted) {
        const free = isPaused ? 0 : concurrency - inFlight.size;
        if (free > 0) await claim(free).then((claimed) => claimed.forEach(begin), onError);
        if (!stopping.aborted) await bell.wait(pollIntervalMs);
      }
      for (const { controller } of inFlight.values()) controller.abort(stopping.reason);
      await Promise.all([...inFlight.values()].map(({ done }) => done));
    } finally {
      clearInterval(renewal);
    }
  }

  return {
    run({ concurrency = 10, signal }) {
      if (current) throw new TypeError("process() is running already.");
      if (!Number.isInteger(concurrency) || concurrency < 1) {
        throw new TypeError("concurrency must be a whole number of at least 1.");
      }
      const stopping = new AbortController();
      const abort = () => {
        stopping.abort(signal?.reason);
        bell.ring();
      };
      if (signal?.aborted) abort();
      signal?.addEventListener("abort", abort, { once: true });
      const done = loop(concurrency, stopping.signal).finally(() => {
        signal?.removeEventListener("abort", abort);
        current = undefined;
      });
      current = { stopping, done };
      return done;
    },
    wake: bell.ring,
    pause() {
      isPaused = true;
    },
    resume() {
      isPaused = false;
      bell.ring();
    },
    async stop() {
      current?.stopping.abort();
      bell.ring();
      await current?.done;
    },
  };
}
