import { ApiError, type ApiErrorContext } from "@countersign/auth";
import { CountersignError } from "@countersign/crypto-core";
import { readEnvelope } from "./client/envelope.js";

/**
 * The issuing API refused a call. It has no codes of its own beside the status: what was wrong is in `statusMessage`.
 *
 * `requestId` is the WL-Correlation-ID that was sent, `correlationId` the one of the answer.
 */
export class WorldlineIssuingError extends ApiError<"ERR_WORLDLINE_ISSUING"> {
  /** The envelope's status, HTTP's where there is no envelope. */
  readonly statusCode: number;
  /** Worldline's words. */
  readonly statusMessage: string | undefined;

  constructor(context: ApiErrorContext) {
    const metadata = readEnvelope(context.body)?.responseMetadata ?? {};
    const statusCode = typeof metadata.statusCode === "number" ? metadata.statusCode : context.status;
    const [statusMessage, correlationId] = [textOf(metadata.statusMessage), textOf(metadata.correlationId)];
    const said = statusMessage?.slice(0, 500) ?? "no reason was given";
    super(
      "ERR_WORLDLINE_ISSUING",
      `Worldline answered ${statusCode} to ${context.method} ${context.url}: ${said} (WL-Correlation-ID ${context.requestId})`,
      { ...context, correlationId: correlationId ?? context.correlationId },
    );
    this.statusCode = statusCode;
    this.statusMessage = statusMessage;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Why a page is not fetched, or an answer not taken. */
export type IssuingAnswerErrorCode =
  | "ERR_WORLDLINE_ISSUING_ENVELOPE"
  | "ERR_WORLDLINE_ISSUING_FOREIGN_LINK"
  | "ERR_WORLDLINE_ISSUING_REPEATED_LINK";

/**
 * An answer that cannot be gone by: without its envelope, or with a link to the next page that leads away from the API
 * or back to a page that was there.
 */
export class IssuingAnswerError extends CountersignError<IssuingAnswerErrorCode> {
  /** The WL-Correlation-ID that was sent. */
  readonly requestId: string;

  constructor(code: IssuingAnswerErrorCode, message: string, requestId: string) {
    super(code, message);
    this.requestId = requestId;
  }
}
