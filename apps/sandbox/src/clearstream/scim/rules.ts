import type { Rule } from "../../wire/refusal.js";

/** A rule of user management, with the word of RFC 7644 3.12 for what breaks it, where there is one. */
export interface ScimRule extends Rule {
  readonly scimType?: string;
}

const rfc = (section: string) => `none: /scim2 is played by RFC 7644 ${section}`;
const roleSource = "Step 1 - Xact API consumer creation; reference/clearstream.md 1.4";

export const scimRole: ScimRule = {
  id: "clearstream.scim.role",
  status: 403,
  source: roleSource,
  summary: "user management takes the User Management API role, and SCIM Admin or SCIM Read-Only",
};

export const scimReadOnly: ScimRule = {
  id: "clearstream.scim.read-only",
  status: 403,
  source: roleSource,
  summary: "SCIM Read-Only reads; what changes something takes SCIM Admin",
};

export const scimNotFound: ScimRule = {
  id: "clearstream.scim.not-found",
  status: 404,
  source: rfc("3.2, 3.12"),
  summary: "the endpoint and the resource exist",
};

export const scimMethod: ScimRule = {
  id: "clearstream.scim.method",
  status: 405,
  source: rfc("3.2"),
  summary: "an endpoint takes the methods that are defined for it",
};

export const scimUnsupported: ScimRule = {
  id: "clearstream.scim.unsupported",
  status: 501,
  source: rfc("3.7, 3.11"),
  summary: "there are no bulk operations, and an API consumer is no user of its own (/Me)",
};

export const scimDiscoveryFilter: ScimRule = {
  id: "clearstream.scim.discovery-filter",
  status: 403,
  source: rfc("4"),
  summary: "what the service says of itself cannot be filtered",
};

export const scimContentType: ScimRule = {
  id: "clearstream.scim.content-type",
  status: 415,
  source: rfc("3.1"),
  summary: "a body is application/scim+json, or application/json",
};

export const scimSyntax: ScimRule = {
  id: "clearstream.scim.syntax",
  status: 400,
  source: rfc("3.12"),
  summary: "a body is JSON of the schema that it names, without attributes that the schema does not have",
  scimType: "invalidSyntax",
};

export const scimValue: ScimRule = {
  id: "clearstream.scim.value",
  status: 400,
  source: rfc("3.12"),
  summary: "values have the type of their attribute, required ones are there, members exist",
  scimType: "invalidValue",
};

export const scimFilter: ScimRule = {
  id: "clearstream.scim.filter",
  status: 400,
  source: rfc("3.4.2.2"),
  summary: "a filter follows the grammar, and compares attributes with values of their type",
  scimType: "invalidFilter",
};

export const scimPath: ScimRule = {
  id: "clearstream.scim.path",
  status: 400,
  source: rfc("3.5.2"),
  summary: "the path of a PATCH operation names an attribute of the schema",
  scimType: "invalidPath",
};

export const scimTarget: ScimRule = {
  id: "clearstream.scim.target",
  status: 400,
  source: rfc("3.5.2.2, 3.5.2.3"),
  summary: "the path of a PATCH operation finds something to work on",
  scimType: "noTarget",
};

export const scimMutability: ScimRule = {
  id: "clearstream.scim.mutability",
  status: 400,
  source: rfc("3.5.2"),
  summary: "PATCH leaves alone what is read-only or immutable, and removes nothing that is required",
  scimType: "mutability",
};

export const scimUniqueness: ScimRule = {
  id: "clearstream.scim.uniqueness",
  status: 409,
  source: rfc("3.3, 3.12"),
  summary: "no two users have one userName, upper and lower case being the same",
  scimType: "uniqueness",
};

export const scimVersion: ScimRule = {
  id: "clearstream.scim.version",
  status: 412,
  source: rfc("3.14"),
  summary: "If-Match names the version that the resource has now",
};
