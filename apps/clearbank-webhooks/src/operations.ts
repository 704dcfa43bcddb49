import { untilAborted } from "@countersign/crypto-core";
import type { WebhookInbox } from "@countersign/delivery";
import type { OperationsSettings } from "@countersign/service";
import type { Metrics } from "./metrics.js";

/** How long the inbox may take to answer before it counts as out of order. */
const patienceMs = 2_000;

/** What operators' tools are told: the service takes webhooks as long as its inbox answers. */
export function inboxOperations(
  inbox: Pick<WebhookInbox, "stats">,
  metrics: Metrics,
): Pick<OperationsSettings, "metrics" | "problem"> {
  const stats = async () => {
    try {
      return await untilAborted(inbox.stats(), AbortSignal.timeout(patienceMs));
    } catch {
      return undefined;
    }
  };
  return {
    metrics: {
      contentType: metrics.contentType,
      render: async () => await metrics.render(await stats()),
    },
    problem: async () => ((await stats()) ? undefined : "the inbox does not answer"),
  };
}
