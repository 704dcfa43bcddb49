import { type Result, type RunningProgram, runToEnd, startProgram } from "@countersign/service/testing";

const program = new URL("../../bin/worldline-checkout.js", import.meta.url).pathname;

/** Ports that are free. */
const free = { COUNTERSIGN_PORT: "0", COUNTERSIGN_NOTIFICATION_PORT: "0", COUNTERSIGN_OPERATOR_PORT: "0" };

type Environment = Readonly<Record<string, string>>;

/** A running shop. */
export interface Shop extends RunningProgram {
  readonly shop: URL;
  readonly office: URL;
}

/** Runs the program to its end. */
export function runShop(cwd: string, args: readonly string[], env: Environment = {}): Result {
  return runToEnd({ program, cwd, args, env: { ...free, ...env } });
}

/** Starts it and waits until it is ready. */
export async function startShop(cwd: string, env: Environment = {}): Promise<Shop> {
  const running = await startProgram({ program, cwd, env: { ...free, ...env } }, (_log, output) => {
    const [, shop, office] = /Shop +(\S+)\n +Office +(\S+)\n +Notifications +\S+\n/.exec(output) ?? [];
    return shop && office ? { shop: new URL(shop), office: new URL(office) } : undefined;
  });
  return { ...running, ...running.ready };
}
