import type { HttpClientSettings, Secret, TokenSharing } from "@countersign/auth";
import type { IssuingEndpoints } from "../environment.js";

/** How the issuing API is reached, and as whom. */
export interface WorldlineIssuingClientSettings extends HttpClientSettings, TokenSharing {
  /** Worldline's published sandbox, or the addresses that came with the contract; https only. */
  readonly environment: "sandbox" | IssuingEndpoints;
  /** The issuer that calls are about, but for the searches over several. */
  readonly issuerId: string;
  /** OAuth's `client_id`, from Worldline. */
  readonly clientId: string;
  /** Asked for at each token request, where it is a function. */
  readonly clientSecret: Secret;
  /** Where id and secret stand in token requests; `basic` by default. */
  readonly clientAuthentication?: "basic" | "body";
  /** WL-Origin of each call: the system that it comes from. Answers repeat it as `origin`. */
  readonly origin?: string;
  /** WL-Username of each call: who caused it. Answers repeat it as `username`. */
  readonly username?: string;
  /** Makes WL-Correlation-IDs: a UUID by default. */
  readonly newCorrelationId?: () => string;
}
