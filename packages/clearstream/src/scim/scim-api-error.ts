import type { ApiErrorContext } from "@countersign/auth";
import { ClearstreamApiError } from "../errors.js";

export const scimErrorSchema = "urn:ietf:params:scim:api:messages:2.0:Error";

/** What a status means where it is the user management that answers. */
const meanings: Readonly<Record<number, string>> = {
  403: "the consumer needs the role SCIM Admin, or SCIM Read-Only where nothing is changed",
  404: "there is no such resource",
  409: "it is there already, or conflicts with what is there",
  412: "the resource has changed since its version was read",
};

/**
 * The user management refused a call.
 *
 * @see RFC 7644 section 3.12
 * @beta
 */
export class ScimApiError extends ClearstreamApiError {
  /** Why, in one word: `invalidFilter`, `uniqueness`, `mutability`, … */
  readonly scimType: string | undefined;
  readonly #detail: string | undefined;

  constructor(refusal: ApiErrorContext) {
    const { scimType, detail } = refusal.body as { scimType?: unknown; detail?: unknown };
    const type = typeof scimType === "string" && /^\w{1,40}$/.test(scimType) ? scimType : undefined;
    const why = [type, meanings[refusal.status]].filter(Boolean).join("; ");
    super(
      "ERR_CLEARSTREAM_SCIM",
      `Clearstream's user management answered ${refusal.status} to ${refusal.method} ${refusal.url}${why && `: ${why}`}`,
      refusal,
    );
    this.scimType = type;
    this.#detail = typeof detail === "string" ? detail : undefined;
  }

  /** What happened, in the server's words. Not part of the message: it may name people. */
  get detail(): string | undefined {
    return this.#detail;
  }
}
