import type { WebhookInbox } from "@countersign/delivery";

/** Makes every dead letter due again, and says how many there were. */
export async function replayDeadLetters(
  inbox: Pick<WebhookInbox, "deadLetters" | "replay">,
): Promise<number> {
  let count = 0;
  let after: string | undefined;
  for (;;) {
    const letters = await inbox.deadLetters(after === undefined ? {} : { after });
    for (const { message } of letters) await inbox.replay(message.id);
    after = letters.at(-1)?.message.id;
    if (after === undefined) return count;
    count += letters.length;
  }
}
