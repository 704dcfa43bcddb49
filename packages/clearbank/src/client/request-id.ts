/**
 * Which characters are allowed is not published; these can stand in any header. ClearBank answers other lengths
 * with a 400 that speaks of a missing header.
 *
 * @throws TypeError
 */
export function checkRequestId(requestId: string): string {
  if (typeof requestId !== "string" || !/^[\x21-\x7e]{1,83}$/.test(requestId)) {
    throw new TypeError(
      `requestId must be 1 to 83 visible ASCII characters; this has ${String(requestId).length}`,
    );
  }
  return requestId;
}
