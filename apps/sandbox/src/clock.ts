import { errorText } from "./errors.js";

interface Task {
  readonly at: number;
  readonly run: () => unknown;
}

/** The longest that node's timers can wait. */
const longestMs = 2 ** 31 - 1;

/**
 * The sandbox's time. It goes on by itself, and can be moved forward; what was put off until later is run either
 * way, in the order in which it comes due.
 */
export class Clock {
  readonly #base: () => Date;
  readonly #stopping: AbortSignal;
  readonly #warn: (message: string) => void;
  /** By time; what is due at the same time stays in the order in which it was asked for. */
  readonly #tasks: Task[] = [];
  #offsetMs = 0;
  #timer: NodeJS.Timeout | undefined;
  readonly #underWay: Set<Promise<unknown>> = new Set();
  #moves: Promise<unknown> = Promise.resolve();
  #isMoving = false;

  constructor(base: () => Date, stopping: AbortSignal, warn: (message: string) => void) {
    this.#base = base;
    this.#stopping = stopping;
    this.#warn = warn;
    stopping.addEventListener("abort", () => clearTimeout(this.#timer), { once: true });
  }

  readonly now = (): Date => new Date(this.#base().getTime() + this.#offsetMs);

  /** Runs a task when the clock shows `at`, or at once where it is past; never after the sandbox has stopped. */
  later(at: Date, run: () => unknown): void {
    if (this.#stopping.aborted) return;
    const task = { at: at.getTime(), run };
    const after = this.#tasks.findIndex((each) => each.at > task.at);
    this.#tasks.splice(after === -1 ? this.#tasks.length : after, 0, task);
    this.#setTimer();
  }

  /** Has the next move of the clock wait for this: what follows from it may come due on the way. */
  waitFor(work: Promise<unknown>): void {
    const settled = work.catch((error: unknown) => this.#warn(`a task failed: ${errorText(error)}`));
    this.#underWay.add(settled);
    void settled.then(() => this.#underWay.delete(settled));
  }

  /** Moves the time forward. Each task that comes due on the way sees its own time, and is waited for. */
  advance(ms: number): Promise<void> {
    const move = this.#moves.then(() => this.#move(ms));
    this.#moves = move.catch(() => undefined);
    return move;
  }

  async #move(ms: number): Promise<void> {
    await Promise.all(this.#underWay);
    const target = this.now().getTime() + ms;
    this.#isMoving = true;
    try {
      for (let next = this.#takeDue(target); next !== undefined; next = this.#takeDue(target)) {
        this.#showAtLeast(next.at);
        await next.run();
      }
      this.#showAtLeast(target);
    } finally {
      this.#isMoving = false;
      this.#setTimer();
    }
  }

  #showAtLeast(time: number): void {
    this.#offsetMs += Math.max(0, time - this.now().getTime());
  }

  #takeDue(time: number): Task | undefined {
    const next = this.#tasks[0];
    if (next === undefined || next.at > time || this.#stopping.aborted) return undefined;
    return this.#tasks.shift();
  }

  #setTimer(): void {
    clearTimeout(this.#timer);
    const next = this.#tasks[0];
    if (next === undefined || this.#isMoving || this.#stopping.aborted) return;
    const delayMs = Math.min(Math.max(next.at - this.now().getTime(), 0), longestMs);
    this.#timer = setTimeout(() => {
      const time = this.now().getTime();
      // Not one after the other: what comes due by itself may overlap, as it does at the institutions.
      for (let due = this.#takeDue(time); due !== undefined; due = this.#takeDue(time)) {
        this.waitFor(Promise.resolve(due.run()));
      }
      this.#setTimer();
    }, delayMs);
    this.#timer.unref();
  }
}
