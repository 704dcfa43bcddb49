import { randomUUID } from "node:crypto";
import { createHttpClient, type HttpClient } from "@countersign/auth";
import { CountersignError, type Signer } from "@countersign/crypto-core";
import { signTestNotification } from "@countersign/worldline/testing";
import { sendMany } from "../webhooks/send-many.js";
import { freshExample, type Wanted } from "./fresh-example.js";

/** One notification that was sent, and what came of it. */
export interface RoundTrip {
  /** 1 for the first. */
  readonly number: number;
  readonly requestId: string;
  /** Absent where there was no answer. */
  readonly status?: number;
  readonly durationMs: number;
  readonly isAccepted: boolean;
  /** Why it is not accepted. */
  readonly reason?: string;
}

export interface SendSettings extends Wanted {
  /** Ends in /v3. */
  readonly url: URL;
  readonly count: number;
  /** Plays the service. */
  readonly signer: Signer;
  readonly certificate: string;
  readonly bearerToken: string;
  readonly ca: string | undefined;
  readonly now: () => Date;
  readonly interrupted: AbortSignal;
  readonly onRoundTrip: (roundTrip: RoundTrip) => void;
}

/** The service sends again what is not answered in this time. */
const timeoutMs = 8000;

/** 204 is what the service asks for; the others it takes too. */
const accepted: readonly number[] = [204, 200, 202];

/** Sends notifications as the service does, and judges the answers as it does. */
export async function sendNotifications(settings: SendSettings): Promise<readonly RoundTrip[]> {
  const { ca } = settings;
  const http = createHttpClient({ timeoutMs, ...(ca !== undefined && { ca }) });
  try {
    return await sendMany({ ...settings, sendOne: (number) => sendOne(number, settings, http) });
  } finally {
    await http.close();
  }
}

async function sendOne(number: number, settings: SendSettings, http: HttpClient): Promise<RoundTrip> {
  const { url, now } = settings;
  const requestId = randomUUID();
  const startedAt = now();
  const payload = freshExample(settings);
  const messageCreateDateTime = localTime(startedAt);
  const notification = await signTestNotification({ ...settings, payload, requestId, messageCreateDateTime });
  const answer: { status?: number; reason?: string } = {};
  try {
    const { body, headers, path } = notification;
    const { status } = await http.post(new URL(url.href + path), { body, headers });
    answer.status = status;
    if (!accepted.includes(status))
      answer.reason = `the status is ${status}, and only 204 says that it is kept`;
  } catch (error) {
    if (!(error instanceof CountersignError)) throw error;
    answer.reason = error.message;
  }
  const durationMs = now().getTime() - startedAt.getTime();
  return { number, requestId, durationMs, isAccepted: answer.reason === undefined, ...answer };
}

/** With an offset of an hour, whatever the season: what the service's clock shows is not what ours does. */
function localTime(now: Date): string {
  return new Date(now.getTime() + 3_600_000).toISOString().replace("Z", "+01:00");
}
