import { readJson } from "@countersign/auth";
import { type CallNames, UnverifiedMessageError, WorldlineApiError } from "../errors.js";
import { parseWireJson } from "../json/wire-json.js";
import type { WorldlineResponse } from "./call.js";
import type { CallParts, PreparedCall } from "./call-parts.js";
import { verifyAnswer } from "./verify-answer.js";

/** What of a client answers are read with. */
type AnswerParts = Pick<CallParts, "messageSigning" | "resolveKey" | "now">;

/** Verifies an answer, then parses it: in this order. */
export async function readAnswer<T>(
  response: Response,
  call: PreparedCall,
  parts: AnswerParts,
): Promise<WorldlineResponse<T>> {
  const { status, headers } = response;
  const body = new Uint8Array(await response.arrayBuffer());
  const names = { method: call.method, url: call.url.origin + call.url.pathname, requestId: call.requestId };
  const verified = (await verifyAnswer(headers, body, parts)) !== undefined;
  if (response.ok && !verified && call.isSigned && parts.messageSigning === "required") {
    throw unsigned(names, headers.get("content-type"));
  }
  const correlationId = headers.get("x-request-id") ?? undefined;
  const context = { ...names, correlationId };
  const copy = new Response(body.length > 0 ? body : null, { status, headers });
  const { data } = await readJson(copy, context, parseWireJson);
  if (!response.ok) throw new WorldlineApiError({ ...context, status, body: data, rawBody: body, verified });
  return {
    status,
    data: data as T,
    requestId: call.requestId,
    correlationId,
    messageCreateDateTime: headers.get("messagecreatedatetime") ?? undefined,
    verified,
  };
}

function unsigned({ method, url, requestId }: CallNames, contentType: string | null): UnverifiedMessageError {
  const what = contentType === null ? "" : ` (${contentType})`;
  return new UnverifiedMessageError(
    "ERR_WORLDLINE_UNSIGNED",
    `The answer to ${method} ${url}${what} is not signed, so it is not believed (X-Request-ID ${requestId}).`,
  );
}
