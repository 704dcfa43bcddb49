import { scimScope } from "./apis.js";

const userManagement = "Xact Web Portal User Management API";
const scimAdmin = "SCIM Admin";
const scimReadOnly = "SCIM Read-Only";

/** The fine-grained roles that the guide names. */
export const roles: readonly string[] = [userManagement, scimAdmin, scimReadOnly];

/** What a consumer gets whose creation does not speak of roles: enough for all of its APIs. */
export function rolesFor(apis: readonly string[]): readonly string[] {
  return apis.includes(scimScope) ? [userManagement, scimAdmin] : [];
}

/** What a consumer may do in user management. */
export function userManagementAccess(granted: readonly string[]): "none" | "read" | "write" {
  if (!granted.includes(userManagement)) return "none";
  if (granted.includes(scimAdmin)) return "write";
  return granted.includes(scimReadOnly) ? "read" : "none";
}
