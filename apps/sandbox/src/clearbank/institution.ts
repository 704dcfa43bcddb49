import type { SandboxContext } from "../context.js";
import { generateKeyPair, privateKeyPem } from "../pki/x509.js";
import { SeenIds } from "../wire/seen-ids.js";
import { type Books, seedLedger } from "./api/institution.js";
import { Faults } from "./faults.js";
import { emptyInstitution, type InstitutionState } from "./state.js";
import { Webhooks } from "./webhooks.js";

const requestIdWindowMs = 24 * 60 * 60_000;

export async function newInstitution(id: string, { now, random }: SandboxContext): Promise<InstitutionState> {
  const { privateKey } = await generateKeyPair("rsa");
  return { ...emptyInstitution(id, privateKeyPem(privateKey)), ledger: seedLedger(random, now()) };
}

/** A company that banks at ClearBank, with all that is its own: nothing of it is another's. */
export class ClearBankInstitution implements Books {
  readonly context: SandboxContext;
  readonly state: InstitutionState;
  readonly requestIds: SeenIds;
  readonly webhooks: Webhooks;
  readonly faults: Faults;

  constructor(context: SandboxContext, state: InstitutionState) {
    this.context = context;
    this.state = state;
    this.requestIds = new SeenIds(state.requestIds, requestIdWindowMs, context.now);
    this.webhooks = new Webhooks(context, state);
    this.faults = new Faults(context.random);
  }

  get ledger(): InstitutionState["ledger"] {
    return this.state.ledger;
  }

  readonly changed = (): void => this.context.store.changed();

  /** @param payload a string is JSON text; anything else is written as JSON */
  readonly emit = (type: string, version: number, payload: unknown): void => {
    this.webhooks.emit(type, version, typeof payload === "string" ? payload : JSON.stringify(payload));
  };
}
