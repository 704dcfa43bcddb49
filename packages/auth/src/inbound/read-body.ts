import { CountersignError } from "@countersign/crypto-core";

/** An inbound request that is longer than it may be. */
export class RequestTooLargeError extends CountersignError<"ERR_REQUEST_TOO_LARGE"> {}

/**
 * The body of an inbound request, byte for byte as received; reading stops where it exceeds the limit.
 *
 * @throws {@link RequestTooLargeError}
 */
export async function readRequestBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > maxBytes) {
      throw new RequestTooLargeError(
        "ERR_REQUEST_TOO_LARGE",
        `The request is longer than ${maxBytes} bytes.`,
      );
    }
    chunks.push(chunk);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}
