import type { Rule } from "../wire/refusal.js";

/** A rule of the service's, with how it says that it was broken. */
export interface WorldlineRule extends Rule {
  /** The three digits of the service's own error objects. */
  readonly code: string;
  /** How the version 2 token endpoint words it; most failed authentications share one wording. */
  readonly oauth?: { readonly error: string; readonly description: string };
}
