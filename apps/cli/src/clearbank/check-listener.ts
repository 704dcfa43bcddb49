import { ApiConnectionError, ApiTimeoutError, createHttpClient, TlsError } from "@countersign/auth";
import type { CountersignError } from "@countersign/crypto-core";
import { type Check, failed, ok } from "./diagnosis.js";
import { meaningOf, retryReasons } from "./retry-reasons.js";

/** ClearBank ignores an answer that takes longer. */
const timeoutMs = 5000;

/**
 * Whether a listener is there, and refuses what ClearBank did not sign. Nothing that it could take for a webhook is
 * sent: the signature is all zeros.
 */
export async function checkListener(url: URL, ca: string | undefined): Promise<Check> {
  const http = createHttpClient({ timeoutMs, ...(ca !== undefined && { ca }) });
  try {
    const { status } = await http.post(url, {
      headers: {
        "content-type": "application/json",
        digitalsignature: Buffer.alloc(256).toString("base64"),
        "x-delivery-attempt": "1",
      },
      body: '{"Type":"FITestEvent","Version":1,"Payload":"countersign: not signed by ClearBank","Nonce":1}',
    });
    return judge(status);
  } catch (error) {
    if (error instanceof ApiTimeoutError) return unreached("Timeout", error);
    if (error instanceof ApiConnectionError || error instanceof TlsError)
      return unreached("Connection", error);
    throw error;
  } finally {
    await http.close();
  }
}

function judge(status: number): Check {
  if (status >= 200 && status < 300) {
    return failed("listener", `It answered ${status} to a webhook that ClearBank did not sign.`, [
      "Let it verify DigitalSignature over the bytes received before anything else, and answer 401 where that fails: as it is, anybody can tell it of payments.",
    ]);
  }
  if (status === 401 || status === 403 || status === 400) {
    return ok("listener", `It is there, and refused what ClearBank did not sign (${status}).`);
  }
  return failed(
    "listener",
    `It answered ${status} to a webhook with a wrong signature, where 401, 403 or 400 was to be expected.`,
    retryReasons.HTTP?.remedies ?? [],
  );
}

function unreached(reason: string, error: CountersignError): Check {
  return failed("listener", `${meaningOf(reason)} ${error.message}`, retryReasons[reason]?.remedies ?? []);
}
