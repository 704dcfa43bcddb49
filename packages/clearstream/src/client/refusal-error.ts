import type { ApiErrorContext } from "@countersign/auth";
import { ClearstreamApiError } from "../errors.js";
import { ScimApiError, scimErrorSchema } from "../scim/scim-api-error.js";

/** Whether an answer is SCIM's own: it comes from the user management, and not from the gate before it. */
export function isScimError(body: unknown): boolean {
  const schemas = (body as { schemas?: unknown } | null | undefined)?.schemas;
  return Array.isArray(schemas) && schemas.includes(scimErrorSchema);
}

/** The error for a refusal that is no 403 of the gate. */
export function refusalError(refusal: ApiErrorContext): ClearstreamApiError {
  if (isScimError(refusal.body)) return new ScimApiError(refusal);
  const { status, method, url } = refusal;
  return new ClearstreamApiError(
    "ERR_CLEARSTREAM_API",
    `Clearstream answered ${status} to ${method} ${url}`,
    refusal,
  );
}
