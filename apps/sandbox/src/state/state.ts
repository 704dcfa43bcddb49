import { type ClearBankState, emptyInstitution } from "../clearbank/state.js";
import { type ClearstreamState, readyOrganisationUnit } from "../clearstream/state.js";
import { emptyWorldline, type WorldlineState } from "../worldline/state.js";
import {
  emptyIssuer,
  emptyWorldlineIssuing,
  type WorldlineIssuingState,
} from "../worldline-issuing/state.js";

/** Everything that a restart with `--state` must not forget, apart from the keys. */
export interface SandboxState {
  readonly version: 1;
  readonly switches: Record<string, string>;
  readonly clearbank: ClearBankState;
  readonly clearstream: ClearstreamState;
  readonly worldline: WorldlineState;
  readonly worldlineIssuing: WorldlineIssuingState;
}

export function emptyState(): SandboxState {
  return {
    version: 1,
    switches: {},
    clearbank: { institutions: [] },
    clearstream: {
      organisationUnit: readyOrganisationUnit(),
      consumers: [],
      refreshTokens: [],
      users: [],
      groups: [],
    },
    worldline: emptyWorldline(),
    worldlineIssuing: emptyWorldlineIssuing(),
  };
}

/** Whether a state file has every list that an empty one has: enough to refuse one that was cut or edited. */
export function isState(value: unknown): value is SandboxState {
  if (!hasShapeOf(value, emptyState())) return false;
  const { clearbank, worldlineIssuing } = value as SandboxState;
  return (
    clearbank.institutions.every((each) => hasShapeOf(each, emptyInstitution("", ""))) &&
    worldlineIssuing.issuers.every((each) =>
      hasShapeOf(each, emptyIssuer({ issuerId: "", clientId: "", secretHash: "" })),
    )
  );
}

function hasShapeOf(value: unknown, model: unknown): boolean {
  if (Array.isArray(model)) return Array.isArray(value);
  if (typeof model !== "object" || model === null) return typeof value === typeof model;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.entries(model).every(([name, part]) =>
    hasShapeOf((value as Record<string, unknown>)[name], part),
  );
}
