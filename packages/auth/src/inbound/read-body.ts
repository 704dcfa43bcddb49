import { CountersignError } from "@countersign/crypto-core";

/** An inbound request that is longer than it may be. */
export class RequestTooLargeError extends CountersignError<"ERR_REQUEST_TOO_LARGE"> {}

/**
 * The body of an inbound request, byte for byte as received; reading stops where it exceeds the limit.
 *
 * @throws {@link RequestTooLargeError}
 */
export async function readRequestBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  const declared = Number(request.headers.get("content-length") ?? Number.NaN);
  if (declared > maxBytes) throw tooLarge(maxBytes);
  // Of a body whose length is known, servers have a faster way than a stream.
  const body = Number.isNaN(declared)
    ? await readStream(request, maxBytes)
    : new Uint8Array(await request.arrayBuffer());
  if (body.byteLength > maxBytes) throw tooLarge(maxBytes);
  return body;
}

async function readStream(request: Request, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}

function tooLarge(maxBytes: number): RequestTooLargeError {
  return new RequestTooLargeError("ERR_REQUEST_TOO_LARGE", `The request is longer than ${maxBytes} bytes.`);
}
