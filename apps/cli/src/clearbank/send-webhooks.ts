import { randomInt, randomUUID } from "node:crypto";
import { createHttpClient, type HttpClient } from "@countersign/auth";
import { checkAcknowledgement, signTestWebhook } from "@countersign/clearbank/testing";
import { CountersignError, type Signer, type Verifier } from "@countersign/crypto-core";
import { sendMany } from "../webhooks/send-many.js";
import { freshExample } from "./fresh-example.js";

/** One webhook that was sent, and what came of it. */
export interface RoundTrip {
  /** 1 for the first. */
  readonly number: number;
  readonly requestId: string;
  /** Absent where there was no answer. */
  readonly status?: number;
  readonly durationMs: number;
  readonly isAcknowledged: boolean;
  /** Why it is not acknowledged. */
  readonly reason?: string;
}

export interface SendSettings {
  readonly url: URL;
  readonly type: string;
  readonly count: number;
  /** Plays ClearBank. */
  readonly signer: Signer;
  /** The listener's key; where it is absent, the signature of the acknowledgement is not checked. */
  readonly verifier: Verifier | undefined;
  readonly ca: string | undefined;
  readonly now: () => Date;
  /** Ends it: what was sent is waited for, and nothing more is sent. */
  readonly interrupted: AbortSignal;
  readonly onRoundTrip: (roundTrip: RoundTrip) => void;
}

/** ClearBank ignores an answer that takes longer. */
const timeoutMs = 5000;

/** Sends webhooks as ClearBank does, and judges the answers as ClearBank does. */
export async function sendWebhooks(settings: SendSettings): Promise<readonly RoundTrip[]> {
  const { ca } = settings;
  const http = createHttpClient({ timeoutMs, ...(ca !== undefined && { ca }) });
  try {
    return await sendMany({ ...settings, sendOne: (number) => sendOne(number, settings, http) });
  } finally {
    await http.close();
  }
}

async function sendOne(
  number: number,
  { url, type, signer, verifier = anyKey, now }: SendSettings,
  http: HttpClient,
): Promise<RoundTrip> {
  const requestId = randomUUID();
  // Nonces of more than 32 bits have been published: a listener must not lose their digits.
  const nonce = String(randomInt(2 ** 32, 1e10));
  const { body, headers } = await signTestWebhook({ ...freshExample(type), nonce, signer, requestId });
  const startedAt = now();
  const answer: { status?: number; reason?: string } = {};
  try {
    const response = await http.post(url, { body, headers });
    answer.status = response.status;
    await checkAcknowledgement(response, { nonce, verifier });
  } catch (error) {
    if (!(error instanceof CountersignError)) throw error;
    answer.reason = error.message;
  }
  const durationMs = now().getTime() - startedAt.getTime();
  return { number, requestId, durationMs, isAcknowledged: answer.reason === undefined, ...answer };
}

/** For a listener whose key is not known: everything but the signature's key is checked. */
const anyKey: Verifier = {
  algorithm: "rsa-v1_5-sha256",
  publicKey: new Uint8Array(),
  verify: async () => {},
};
