import { EventEmitter, once } from "node:events";

const capacity = 1_000;

/** The deliveries of one institution, newest last, and a way to wait until none is under way. */
export class DeliveryBook<T extends { readonly id: string }> {
  readonly #entries: T[] = [];
  readonly #isPending: (entry: T) => boolean;
  readonly #events: EventEmitter = new EventEmitter().setMaxListeners(0);

  constructor(isPending: (entry: T) => boolean) {
    this.#isPending = isPending;
  }

  add(entry: T): void {
    this.#entries.push(entry);
    if (this.#entries.length > capacity) this.#entries.shift();
    this.changed();
  }

  changed(): void {
    this.#events.emit("change");
  }

  find(id: string): T | undefined {
    return this.#entries.find((entry) => entry.id === id);
  }

  list(): readonly T[] {
    return this.#entries;
  }

  /** Resolves at the next change, or when `signal` is aborted. */
  async nextChange(signal: AbortSignal): Promise<void> {
    await once(this.#events, "change", { signal }).catch(() => undefined);
  }

  /** The list as soon as it has an entry and none of them is pending, or as it is when `signal` is aborted. */
  async settled(signal: AbortSignal): Promise<readonly T[]> {
    while (!signal.aborted && (this.#entries.length === 0 || this.#entries.some(this.#isPending))) {
      await this.nextChange(signal);
    }
    return this.#entries;
  }
}
