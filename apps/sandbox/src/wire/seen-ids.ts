export interface SeenId {
  readonly id: string;
  readonly at: string;
}

/** Remembers request ids for a time. `entries` is the kept list, oldest first, and is changed in place. */
export class SeenIds {
  readonly #entries: SeenId[];
  readonly #byId: Map<string, number>;
  readonly #windowMs: number;
  readonly #now: () => Date;

  constructor(entries: SeenId[], windowMs: number, now: () => Date) {
    this.#entries = entries;
    this.#byId = new Map(entries.map(({ id, at }) => [id, Date.parse(at)]));
    this.#windowMs = windowMs;
    this.#now = now;
  }

  has(id: string): boolean {
    const at = this.#byId.get(id);
    return at !== undefined && this.#now().getTime() - at < this.#windowMs;
  }

  add(id: string): void {
    const now = this.#now();
    this.#forgetOld(now.getTime() - this.#windowMs);
    this.#entries.push({ id, at: now.toISOString() });
    this.#byId.set(id, now.getTime());
  }

  #forgetOld(before: number): void {
    for (
      let oldest = this.#entries[0];
      oldest && Date.parse(oldest.at) <= before;
      oldest = this.#entries[0]
    ) {
      this.#entries.shift();
      this.#byId.delete(oldest.id);
    }
  }
}
