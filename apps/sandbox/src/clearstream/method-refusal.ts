import { Refusal, type Rule } from "../wire/refusal.js";

/** A refusal of the method, which tells what would have been allowed (RFC 9110 15.5.6). */
export class MethodRefusal extends Refusal {
  readonly #allowed: string;

  constructor(rule: Rule, got: string, allowed: readonly string[]) {
    super(rule, `Expected ${allowed.join(" or ")}, got ${got}.`);
    this.#allowed = allowed.join(", ");
  }

  override get headers(): Record<string, string> {
    return { ...super.headers, Allow: this.#allowed };
  }
}
