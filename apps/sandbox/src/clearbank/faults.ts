import { createRandom, type Random, seededBytes } from "../random.js";
import type { Exchange } from "../wire/exchange.js";

/**
 * What can go wrong on request. `429`, `503`, `500` and `drop` come before anything else is looked at and leave the
 * request undone; `500-processed`, `drop-processed` and `slow` come after it was done; `page-size` limits a list.
 */
export const faultKinds = [
  "429",
  "503",
  "500",
  "500-processed",
  "drop",
  "drop-processed",
  "slow",
  "page-size",
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** A fault to come. */
export interface FaultSettings {
  readonly fault: FaultKind;
  /** Which requests: every one by default. A path is compared without regard to case; `*` ends one that goes on. */
  readonly on?: { readonly method?: string; readonly path?: string };
  /** How often: once by default, or without end where there is a `rate`. */
  readonly times?: number;
  /** For `429` and `503`: the Retry-After header. 1 by default. */
  readonly retryAfterSeconds?: number;
  /** For `slow`: how much later the answer comes. 10,000 by default. */
  readonly delayMs?: number;
  /** For `page-size`: the most items that a page has. 10 by default. */
  readonly pageSize?: number;
  /** The share of the matching requests that it happens to, from 0 to 1: each has its draw. 1 by default. */
  readonly rate?: number;
  /** Makes the draws of `rate` repeatable. */
  readonly seed?: string;
}

/** A fault as it stands. */
export interface Fault extends FaultSettings {
  readonly id: string;
  /** How often it has happened. */
  readonly happened: number;
}

interface Waiting {
  fault: Fault;
  readonly random: Random;
}

/** The faults that were asked for in one institution's requests. */
export class Faults {
  readonly #random: Random;
  #waiting: Waiting[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  add(settings: FaultSettings): Fault {
    const random = settings.seed === undefined ? this.#random : createRandom(seededBytes(settings.seed));
    const fault = { id: this.#random.uuid(), ...settings, happened: 0 };
    this.#waiting.push({ fault, random });
    return fault;
  }

  list(): Fault[] {
    return this.#waiting.map(({ fault }) => fault);
  }

  clear(): void {
    this.#waiting = [];
  }

  /** The first fault of these kinds whose turn it is: it counts as happened. */
  take(exchange: Exchange, kinds: readonly FaultKind[]): Fault | undefined {
    const taken = this.#waiting.find(
      ({ fault, random }) =>
        kinds.includes(fault.fault) && hasTurnsLeft(fault) && matches(fault, exchange) && draw(fault, random),
    );
    if (taken === undefined) return undefined;
    taken.fault = { ...taken.fault, happened: taken.fault.happened + 1 };
    exchange.notes.fault = taken.fault.fault;
    return taken.fault;
  }
}

function hasTurnsLeft({ times, rate, happened }: Fault): boolean {
  return happened < (times ?? (rate === undefined ? 1 : Number.POSITIVE_INFINITY));
}

function matches({ on = {} }: Fault, exchange: Exchange): boolean {
  if (on.method !== undefined && on.method.toUpperCase() !== exchange.method) return false;
  if (on.path === undefined) return true;
  const [wanted, path] = [on.path.toLowerCase(), exchange.path.toLowerCase()];
  return wanted.endsWith("*") ? path.startsWith(wanted.slice(0, -1)) : path === wanted;
}

/** Drawn for each matching request, so that the same seed gives the same faults for the same requests. */
function draw({ rate }: Fault, random: Random): boolean {
  return rate === undefined || random.integer(0, 1_000_000) < rate * 1_000_000;
}
