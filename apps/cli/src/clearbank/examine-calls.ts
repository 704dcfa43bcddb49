import { randomUUID } from "node:crypto";
import { createClearBankClient } from "@countersign/clearbank";
import type { Signer } from "@countersign/crypto-core";
import type { Io } from "../io.js";
import { ok, skipped, type Tell } from "./diagnosis.js";
import type { DoctorPlan } from "./doctor-plan.js";
import { explainCall } from "./explain-call.js";
import type { Profile, ProfileKey } from "./profile.js";
import { openWebhookWait } from "./webhook-wait.js";

/** As whom ClearBank is called, and where. */
export interface CallSubject extends DoctorPlan {
  readonly token: string;
  readonly signer: Signer;
  readonly profile: Profile;
  readonly key: ProfileKey;
}

/** Tries the Test endpoints, and where it is asked for a webhook's round trip. */
export async function examineCalls(subject: CallSubject, io: Io, tell: Tell): Promise<void> {
  const { base, ca, token, signer, profile, key, listener, waitMs } = subject;
  const client = createClearBankClient({
    environment: base,
    credentials: { token, signer },
    allowFileKeyInProduction: profile.allowFileKeyInProduction,
    retry: { limit: 0 },
    ...(ca !== undefined && { ca }),
  });
  const facts = { environment: profile.environment, key, base: base.href };
  const marker = randomUUID();
  try {
    const get = await client.test.get().then(
      ({ correlationId }) =>
        ok("get-test", `GET /v1/Test: ClearBank knows the token${found(correlationId)}.`),
      (error: unknown) => explainCall("get-test", error, facts),
    );
    tell(get);
    if (get.result !== "ok") return tell(skipped("post-test", "first GET /v1/Test has to work."));
    const wait = listener && (await openWebhookWait(marker, { ...listener, signer }, io));
    try {
      const post = await client.test.post({ countersign: marker }).then(
        ({ correlationId }) =>
          ok("post-test", `POST /v1/Test: ClearBank accepts our signature${found(correlationId)}.`),
        (error: unknown) => explainCall("post-test", error, facts),
      );
      tell(post);
      if (!wait) return;
      tell(
        post.result === "ok"
          ? await wait.outcome(waitMs)
          : skipped("webhook", "first POST /v1/Test has to work."),
      );
    } finally {
      await wait?.close();
    }
  } finally {
    await client.close();
  }
}

function found(correlationId: string | undefined): string {
  return correlationId === undefined ? "" : ` (X-Correlation-Id ${correlationId})`;
}
