import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ListenerReport, ListenerSettings } from "./listener-settings.js";

const program = fileURLToPath(new URL("inbox/listener.js", import.meta.url));

/** A listener in a process of its own. */
export interface Listener {
  readonly port: number;
  /** How long it took to open its store. */
  readonly openedMs: number;
  claimTenMs(): Promise<number>;
  memoryMebibytes(): Promise<number>;
  kill(): Promise<void>;
}

/** @param preload a library that the process is started with. */
export async function startListener(settings: ListenerSettings, preload?: string): Promise<Listener> {
  const child = fork(program, [JSON.stringify(settings)], {
    env: { ...process.env, ...(preload && { LD_PRELOAD: preload }) },
  });
  const ended = new Promise<never>((_, reject) => {
    child.once("exit", () => reject(new Error(`The listener (${settings.mode}) ended.`)));
  });
  // Where nobody waits for it, it was to end.
  ended.catch(() => {});
  const next = async <Kind extends ListenerReport["kind"]>(kind: Kind) => {
    for (;;) {
      const [message] = (await Promise.race([once(child, "message"), ended])) as [ListenerReport];
      if (message.kind === kind) return message as Extract<ListenerReport, { kind: Kind }>;
    }
  };
  const { port, openedMs } = await next("ready");
  return {
    port,
    openedMs,
    async claimTenMs() {
      child.send("claim");
      return (await next("claimed")).ms;
    },
    async memoryMebibytes() {
      child.send("memory");
      return (await next("memory")).mebibytes;
    },
    async kill() {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
