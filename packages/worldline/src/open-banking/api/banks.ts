import type { Call, WorldlineRequestOptions, WorldlineResponse } from "../client/call.js";
import { headerTexts, headerViolations } from "../client/headers.js";
import { requestPath } from "../client/request-path.js";
import { throwAny } from "../rules/check-payment.js";

/** A text in one language. */
export interface LabelledText {
  readonly Label: string;
  readonly Language: string;
}

/** A bank. */
export interface Aspsp {
  readonly AspspId: string;
  readonly Name: readonly LabelledText[];
  /** ISO 3166, two letters. */
  readonly Country?: string;
  readonly CategoryLabel?: readonly string[];
  /** With `allDetails`. */
  readonly Details?: readonly {
    readonly Api: string;
    readonly Fieldname: string;
    readonly Type: "SUPPORTED" | "UNSUPPORTED" | "MANDATORY" | "FORBIDDEN";
    readonly Value?: string;
    readonly ProtocolVersion?: string;
  }[];
  /** With `allOptions`. */
  readonly Options?: readonly unknown[];
  readonly BIC?: string;
}

/** Answer of the directory. */
export interface BankDirectory {
  readonly Service: string;
  readonly Groups?: readonly unknown[];
  readonly ASPSP: readonly Aspsp[];
}

/** Which banks. */
export interface ListBanksOptions
  extends Pick<WorldlineRequestOptions, "requestId" | "signal" | "headers" | "sign"> {
  /** The service that they are for. */
  readonly service: "AIS" | "PIS";
  /** ISO 3166, two letters. */
  readonly country?: string;
  readonly allDetails?: boolean;
  readonly allOptions?: boolean;
  readonly allAspspSpecificFields?: boolean;
  readonly categoryLabel?: string;
}

/** The directory of banks (Reach). */
export interface BanksApi {
  /** The banks that can be reached. The list changes once a day at most: keep it for as long. */
  list(options: ListBanksOptions): Promise<WorldlineResponse<BankDirectory>>;
}

export function createBanksApi(call: Call, isSignedByDefault: boolean): BanksApi {
  return {
    async list({ service, requestId, signal, headers = {}, sign, ...query }) {
      throwAny(headerViolations({ ...headers }));
      return await call({
        method: "GET",
        path: requestPath("/xs2a/routingservice/services/directory/v3/aspsps", {}, { ...query }),
        headers: { ...headerTexts(headers), Service: service },
        isSignedByDefault,
        ...(requestId !== undefined && { requestId }),
        ...(signal && { signal }),
        ...(sign !== undefined && { sign }),
      });
    },
  };
}
