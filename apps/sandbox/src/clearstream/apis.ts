/** A protected API: where it is and which scope it needs besides `allow`. */
export interface Api {
  readonly prefix?: string;
  readonly scope: string;
}

export const scimScope = "scim2-ext-v1";

/** The APIs that can be named with evidence. Only the playground's operations are public. */
export const apis: readonly Api[] = [
  { prefix: "/playground", scope: "ocapi-playground-v1" },
  { prefix: "/scim2", scope: scimScope },
  { prefix: "/cmax", scope: "cmax-api" },
  { scope: "digital-instruments" },
];

/** What can be granted to a consumer and linked to an organisation unit. */
export const apiScopes: readonly string[] = apis.map(({ scope }) => scope);

export const mandatoryScope = "allow";

export function apiAt(path: string): (Api & { readonly prefix: string }) | undefined {
  for (const { prefix, scope } of apis) {
    if (prefix !== undefined && (path === prefix || path.startsWith(`${prefix}/`))) return { prefix, scope };
  }
  return undefined;
}
