import type { Options } from "./command-line.js";
import { reportError } from "./errors.js";
import { stopOnSignal } from "./stop-on-signal.js";

/** Where a service says what becomes of it, in lines with members, as pino writes them. */
export interface ServiceLog {
  info(message: string): void;
  info(members: object, message: string): void;
  warn(message: string): void;
  fatal(members: object, message: string): void;
}

/** A service with everything loaded but its ports. */
export interface Prepared<Running> {
  readonly start: () => Promise<Running>;
  readonly close: () => Promise<void>;
}

/** How a service is run, and what is said of it. */
export interface ServeSettings<Running> {
  /** With `check` it is not started: what would run is printed. */
  readonly options: Options;
  readonly version: string;
  readonly log: ServiceLog;
  /** What the settings amount to. */
  readonly plan: Readonly<Record<string, unknown>>;
  /** What works, but hardly as it was meant. */
  readonly doubts: readonly string[];
  /** Where it listens, by the names of its listeners. */
  readonly addressesOf: (running: Running) => Readonly<Record<string, string>>;
}

/** Starts a service and has a signal end it, or says what would run where the command line asks for that. */
export async function serve<Running extends { readonly stop: () => Promise<void> }>(
  service: Prepared<Running>,
  { options, version, log, plan, doubts, addressesOf }: ServeSettings<Running>,
): Promise<void> {
  if (options.check) {
    await service.close();
    const lines = Object.entries(plan).map(([name, value]) => `  ${name}: ${value}`);
    return console.log(["This would run:", ...lines, ...doubts].join("\n"));
  }
  for (const doubt of doubts) log.warn(doubt);
  const running = await service.start();
  stopOnSignal(
    async (signal) => {
      log.info({ signal }, "stopping");
      await running.stop();
      log.info("stopped");
    },
    (error) => log.fatal({ error: reportError(error) }, "could not stop"),
  );
  log.info({ version, ...addressesOf(running), ...plan }, "ready");
}
