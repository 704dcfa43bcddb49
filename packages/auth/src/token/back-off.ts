/** Keeps what failed from being tried again at once by everybody who waits. */
export class BackOff {
  readonly #random: () => number;
  #failures = 0;
  #from = new Date(0);
  #until = new Date(0);

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Whether it is too early to try again. A clock that was set back ends it. */
  isOn(now: Date): boolean {
    return now >= this.#from && now < this.#until;
  }

  /** The next try is after 1 s, 2 s, 4 s … 60 s, less up to half of it; at once the longest where trying is of no use. */
  begin(now: Date, { isHopeless = false }: { readonly isHopeless?: boolean } = {}): void {
    const longest = isHopeless ? 60_000 : Math.min(60_000, 1000 * 2 ** this.#failures);
    this.#failures += 1;
    this.#from = now;
    this.#until = new Date(now.getTime() + longest * (1 - this.#random() / 2));
  }

  end(): void {
    this.#failures = 0;
    this.#until = new Date(0);
  }
}
