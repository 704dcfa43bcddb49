import { apiScopes } from "./apis.js";

/** What the platform's operator and the administrators have set up before the first API consumer. */
export interface OrganisationUnit {
  /** Whether the Clearstream API service is granted to it. */
  isServiceGranted: boolean;
  /** The scopes of the API resources that are linked to it. */
  apis: readonly string[];
  administrators: readonly string[];
}

/** One for which Clearstream and its administrators have done everything. */
export function readyOrganisationUnit(): OrganisationUnit {
  return {
    isServiceGranted: true,
    apis: apiScopes,
    administrators: ["first-administrator", "second-administrator"],
  };
}

export interface Consumer {
  readonly userId: string;
  /** The scopes of the APIs that were granted in step 1. */
  apis: readonly string[];
  /** The fine-grained roles that were granted in step 1. */
  roles: readonly string[];
  /** Set in step 2. */
  password?: { readonly salt: string; readonly hash: string };
  /** When the certificates of step 2 expire. */
  expiresAt?: string;
}

export interface RefreshToken {
  /** The token's `jti`. It is here as long as the token is alive. */
  readonly id: string;
  readonly userId: string;
  readonly scope: string;
  readonly expiresAt: string;
}

/** A SCIM resource as it is kept: without what follows from others, or from where the sandbox listens. */
export interface KeptResource {
  readonly id: string;
  readonly createdAt: string;
  readonly changedAt: string;
  /** Counts the changes; the ETag is made of it. */
  readonly revision: number;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface ClearstreamState {
  organisationUnit: OrganisationUnit;
  readonly consumers: Consumer[];
  refreshTokens: RefreshToken[];
  users: KeptResource[];
  groups: KeptResource[];
}
