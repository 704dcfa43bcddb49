import type { SandboxContext } from "../context.js";
import { Refusal } from "../wire/refusal.js";
import * as rules from "./rules.js";
import type { OrganisationUnit } from "./state.js";

/** The conditions under which an administrator can make an API consumer, or grant it something. */
export class OrganisationUnitRules {
  readonly #context: SandboxContext;

  constructor(context: SandboxContext) {
    this.#context = context;
  }

  get unit(): OrganisationUnit {
    return this.#context.store.state.clearstream.organisationUnit;
  }

  change(changes: Partial<OrganisationUnit>): OrganisationUnit {
    const { store } = this.#context;
    store.state.clearstream.organisationUnit = { ...this.unit, ...changes };
    store.changed();
    return this.unit;
  }

  requireReadyForConsumers(): void {
    const { isServiceGranted, administrators } = this.unit;
    if (!isServiceGranted) {
      throw new Refusal(
        rules.service,
        "The Clearstream API service is not granted to the organisation unit; ask for it by MT599.",
      );
    }
    if (administrators.length < 2) {
      throw new Refusal(
        rules.administrators,
        `Expected at least two administrators of the organisation unit, got ${administrators.length}.`,
      );
    }
  }

  requireLinked(apis: readonly string[]): void {
    const missing = apis.filter((each) => !this.unit.apis.includes(each));
    if (missing.length === 0) return;
    throw new Refusal(
      rules.linkedApi,
      `Not linked to the organisation unit: ${missing.join(", ")}; ask for it by MT599.`,
    );
  }
}
