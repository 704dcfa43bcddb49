import type { Call, WorldlineRequestOptions, WorldlineResponse } from "../client/call.js";
import { headerTexts, headerViolations } from "../client/headers.js";
import { requestPath } from "../client/request-path.js";
import { throwAny } from "../rules/check-payment.js";

/** A text in one language. */
export interface LabelledText {
  /** The text. */
  readonly Label: string;
  /** Such as `en`. */
  readonly Language: string;
}

/** A bank. */
export interface Aspsp {
  /** By which the service knows the bank: what a payment and the header `AspspId` take. */
  readonly AspspId: string;
  /** In one language or several. */
  readonly Name: readonly LabelledText[];
  /** ISO 3166, two letters. */
  readonly Country?: string;
  /** Such as `Retail`; `categoryLabel` asks for one. */
  readonly CategoryLabel?: readonly string[];
  /** With `allDetails`. */
  readonly Details?: readonly {
    /** The operation that it is about. */
    readonly Api: string;
    /** Which field of that operation. */
    readonly Fieldname: string;
    /** Whether the bank takes the field, and whether it must be there. */
    readonly Type: "SUPPORTED" | "UNSUPPORTED" | "MANDATORY" | "FORBIDDEN";
    /** Text that goes with it, where there is any. */
    readonly Value?: string;
    /** The interface of the bank's own behind it, such as `BG_V_1_3_6`. */
    readonly ProtocolVersion?: string;
  }[];
  /** With `allOptions`. */
  readonly Options?: readonly unknown[];
  /** Of the bank, where the directory has it. */
  readonly BIC?: string;
}

/** Answer of the directory. */
export interface BankDirectory {
  /** The one that was asked for: `AIS` or `PIS`. */
  readonly Service: string;
  /** Worldline's example has none, so that their form is not known here. */
  readonly Groups?: readonly unknown[];
  /** The banks. */
  readonly ASPSP: readonly Aspsp[];
}

/** Which banks. */
export interface ListBanksOptions
  extends Pick<WorldlineRequestOptions, "requestId" | "signal" | "headers" | "sign"> {
  /** The service that they are for. */
  readonly service: "AIS" | "PIS";
  /** ISO 3166, two letters. */
  readonly country?: string;
  /** Asks for `Details` of each bank: what it supports and demands. */
  readonly allDetails?: boolean;
  /** Asks for `Options` of each bank. */
  readonly allOptions?: boolean;
  /** Asks for the fields that only some banks have. */
  readonly allAspspSpecificFields?: boolean;
  /** Only banks with this label. */
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
