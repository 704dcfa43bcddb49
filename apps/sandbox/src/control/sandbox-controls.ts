import { type ClearBank, defaultInstitution } from "../clearbank/clearbank.js";
import type { ClearBankInstitution } from "../clearbank/institution.js";
import type { SandboxContext } from "../context.js";
import type { SwitchDescription } from "../switches.js";
import type { TranscriptEntry } from "../transcript.js";
import type { Worldline } from "../worldline/worldline.js";
import type { WorldlineIssuing } from "../worldline-issuing/institution.js";
import type { ClearBankPortal } from "./clearbank-portal.js";
import { createClearBankPortal } from "./create-clearbank-portal.js";
import { createWorldlineIssuingPortal } from "./create-worldline-issuing-portal.js";
import { createWorldlinePortal } from "./create-worldline-portal.js";
import { badRequest, conflict, notFound } from "./errors.js";
import type { WorldlineIssuingPortal } from "./worldline-issuing-portal.js";
import type { WorldlinePortal } from "./worldline-portal.js";

/** What the control API does, as functions. */
export interface SandboxControls {
  /** The portal of the ClearBank institution that is there from the start. */
  readonly clearbank: ClearBankPortal;
  /** Another institution at ClearBank, with tokens, keys, webhooks and accounts of its own. An id is made up by default. */
  createClearBankInstitution(id?: string): Promise<ClearBankPortal>;
  /** The back office of Worldline's Open Banking Service. */
  readonly worldline: WorldlinePortal;
  /** The issuers of Worldline's card issuing API. */
  readonly worldlineIssuing: WorldlineIssuingPortal;
  /** The time in the sandbox. */
  now(): Date;
  /**
   * Moves the sandbox's time forward. What comes due on the way is done in order, and waited for: webhooks are sent
   * again, tokens expire. Moves that are asked for at the same time follow one another.
   *
   * @returns the new time
   */
  advanceClock(seconds: number): Promise<Date>;
  /** Sets a point on which the documents contradict one another; GET /switches of the control API lists them. */
  setSwitch(name: string, value: unknown): SwitchDescription;
  /** Everything that happened, in order: requests, events and attempts to deliver webhooks; no secrets and no bodies. */
  transcript(): readonly TranscriptEntry[];
}

/** Two years: enough for anything that expires. */
export const longestMoveSeconds: number = 2 * 366 * 24 * 60 * 60;

export function createControls(
  {
    clearbank,
    worldline,
    worldlineIssuing,
  }: {
    readonly clearbank: ClearBank;
    readonly worldline: Worldline;
    readonly worldlineIssuing: WorldlineIssuing;
  },
  context: SandboxContext,
): SandboxControls {
  const { clock, random, switches, transcript } = context;
  return {
    clearbank: createClearBankPortal(clearbank.institution(defaultInstitution) as ClearBankInstitution),
    async createClearBankInstitution(id = random.uuid()) {
      const created = await clearbank.createInstitution(id);
      if (created === undefined) throw conflict(`The institution ${id} is there already.`);
      return createClearBankPortal(created);
    },
    worldline: createWorldlinePortal(worldline),
    worldlineIssuing: createWorldlineIssuingPortal(worldlineIssuing),
    now: clock.now,
    async advanceClock(seconds) {
      if (!(seconds >= 0 && seconds <= longestMoveSeconds)) {
        throw badRequest(`The clock is moved by 0 to ${longestMoveSeconds} seconds.`);
      }
      await clock.advance(seconds * 1000);
      transcript.add({ kind: "clock", at: clock.now().toISOString(), seconds });
      return clock.now();
    },
    setSwitch(name, value) {
      const described = switches.set(name, value);
      if (described !== undefined) return described;
      const known = switches.list().find((each) => each.name === name);
      if (known === undefined) throw notFound(`switch ${name}: GET /switches lists them`);
      const values = known.values.map((each) => JSON.stringify(each)).join(", ");
      throw badRequest(`The switch takes one of: ${values}.`);
    },
    transcript: () => transcript.list(),
  };
}
