import { type Behaviour, behaviours, startBank } from "./bank.js";
import { createChild } from "./child.js";
import type { ListenerSettings } from "./storm.js";

/** Where a payment's process is killed. */
export const steps = [
  "when it is prepared",
  "before it leaves",
  "while it is away",
  "when it is answered",
  "while it is reconciled",
  "when it has ended",
] as const;
export type Step = (typeof steps)[number];

export interface SenderSettings extends Pick<ListenerSettings, "file" | "connectionString" | "schema"> {
  readonly port: number;
  readonly requestId: string;
  readonly behaviour: Behaviour;
  readonly dieAt?: Step;
  readonly windowMs: number;
}

/** How payments ended, whose processes were killed on the way. */
export interface PaymentsResult {
  readonly ends: Readonly<Record<string, number>>;
  readonly acceptedTwice: readonly string[];
  readonly kills: number;
}

/** Makes one payment for each pair of a behaviour of the bank and a step at which to be killed. */
export async function pay(
  store: Pick<ListenerSettings, "file" | "connectionString" | "schema">,
): Promise<PaymentsResult> {
  const windowMs = 1500;
  // The bank forgets well after we stop, but soon enough to accept again what would be sent after that.
  const bank = await startBank(2 * windowMs);
  const ends: Record<string, number> = {};
  let kills = 0;
  try {
    for (const behaviour of behaviours) {
      for (const dieAt of steps) {
        const requestId = `${behaviour}-${dieAt.replaceAll(" ", "-")}`;
        const settings = { ...store, port: bank.port, requestId, behaviour, windowMs };
        const dying = createChild("./sender.js", { ...settings, dieAt } satisfies SenderSettings);
        await dying.start();
        // Some steps are never reached: what was answered is not reconciled. Then it ends by itself.
        await dying.ask("state").catch(() => {});
        if ((await dying.ended()).signal === "SIGKILL") kills += 1;
        const second = createChild("./sender.js", settings satisfies SenderSettings);
        await second.start();
        const state = String(await second.ask("state"));
        await second.ended();
        ends[state] = (ends[state] ?? 0) + 1;
      }
    }
  } finally {
    bank.close();
  }
  const acceptedTwice = [...bank.accepted].filter(([, count]) => count > 1).map(([id]) => id);
  return { ends, acceptedTwice, kills };
}
