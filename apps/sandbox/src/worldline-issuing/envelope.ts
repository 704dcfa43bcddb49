import type { Reply } from "../wire/exchange.js";
import { writeRawJson } from "../wire/raw-json.js";
import { amountsToWire } from "./amounts.js";
import { metadataDateTime } from "./date-times.js";
import type { Links } from "./paging.js";

export interface Metadata {
  readonly correlationId: string;
  readonly statusMessage: string;
  readonly statusCode: number;
  readonly at: Date;
  readonly timeTakenMs?: number;
  readonly links?: Links | undefined;
}

/** Metadata and data; a refusal has no data. */
export function envelope({ at, ...metadata }: Metadata, data?: unknown): string {
  const responseMetadata = { ...metadata, responseDateTime: metadataDateTime(at) };
  return writeRawJson({ responseMetadata, data: amountsToWire(data) });
}

export function envelopeReply(status: number, body: string): Reply {
  return { status, headers: { "Content-Type": "application/json" }, body };
}
