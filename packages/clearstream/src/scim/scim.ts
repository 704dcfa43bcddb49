import type { Call } from "../client/call.js";
import { clearstreamScopes } from "../client/scopes.js";
import { type ScimResources, scimResources, segment } from "./scim-resources.js";
import type {
  ScimGroup,
  ScimListResponse,
  ScimResourceType,
  ScimSchema,
  ScimServiceProviderConfig,
  ScimUser,
} from "./types.js";

/** What describes the service itself. It is read with no filter and in one page (RFC 7644 section 4). */
export interface ScimDescribed<T> {
  /** All of them. */
  list(options?: {
    /** Ends the call. */
    readonly signal?: AbortSignal;
  }): Promise<readonly T[]>;
  /** The one with this id. */
  get(
    id: string,
    options?: {
      /** Ends the call. */
      readonly signal?: AbortSignal;
    },
  ): Promise<T>;
}

/**
 * Xact user management by SCIM 2.0. Of Clearstream's service only the path, the scope and the roles are
 * published: SCIM Admin or SCIM Read-Only, besides "Xact Web Portal User Management API". What it supports is in
 * `serviceProviderConfig`; the rest is as the standard has it.
 *
 * @see RFC 7643 and RFC 7644; Clearstream API Developer Guide, "Step 1 - Xact API consumer creation"
 * @beta
 */
export interface Scim {
  /** `/scim2/Users` */
  readonly users: ScimResources<ScimUser>;
  /** `/scim2/Groups` */
  readonly groups: ScimResources<ScimGroup>;
  /** What the server says that it can do. */
  serviceProviderConfig(options?: {
    /** Ends the call. */
    readonly signal?: AbortSignal;
  }): Promise<ScimServiceProviderConfig>;
  /** By URN. */
  readonly schemas: ScimDescribed<ScimSchema>;
  /** By name, such as `User`. */
  readonly resourceTypes: ScimDescribed<ScimResourceType>;
}

/** @param callWith makes calls with a token that has a scope. */
export function createScim(callWith: (scope: string) => Call): Scim {
  const call = callWith(clearstreamScopes.scim);
  const get = async <T>(path: string, options: { readonly signal?: AbortSignal } = {}) =>
    (await call<T>("GET", path, { headers: { accept: "application/scim+json" }, ...options })).data;
  const described = <T>(endpoint: string): ScimDescribed<T> => ({
    list: async (options) => (await get<ScimListResponse<T>>(endpoint, options)).Resources ?? [],
    get: async (id, options) => await get<T>(`${endpoint}/${segment(id)}`, options),
  });
  return {
    users: scimResources(call, "/scim2/Users"),
    groups: scimResources(call, "/scim2/Groups"),
    serviceProviderConfig: (options) => get("/scim2/ServiceProviderConfig", options),
    schemas: described("/scim2/Schemas"),
    resourceTypes: described("/scim2/ResourceTypes"),
  };
}
