/**
 * The scopes that are publicly known. The page of an API in the Digital Business Platform's catalogue names its
 * scope; any text may be asked for.
 */
export const clearstreamScopes = {
  /** The free API with synthetic answers. */
  playground: "ocapi-playground-v1",
  /** Xact user management. */
  scim: "scim2-ext-v1",
  /** Triparty collateral. */
  cmax: "cmax-api",
  /** D7 digital instruments. */
  digitalInstruments: "digital-instruments",
} as const;

/** Among the scopes of every token. */
const mandatoryScope = "allow";

/** The scopes to ask for: `allow`, then each of the others once. */
export function withMandatoryScope(scope: readonly string[]): readonly string[] {
  return [...new Set([mandatoryScope, ...scope])];
}
