import type { Logger } from "pino";
import { helpText, parseCliOptions } from "./cli-options.js";
import { readConfig } from "./config/read-config.js";
import type { Config } from "./config/settings.js";
import { ConfigError, errorText, reportError } from "./errors.js";
import { createLog } from "./log.js";
import { openInbox } from "./open-inbox.js";
import { describePlan, findDoubts } from "./plan.js";
import { replayDeadLetters } from "./replay.js";
import { prepareService, type RunningService } from "./service.js";
import { version } from "./version.js";

main(process.argv.slice(2)).catch((error: unknown) => {
  for (const line of errorText(error).split("\n")) console.error(`clearbank-webhooks: ${line}`);
  if (process.env.DEBUG) console.error(error);
  process.exit(error instanceof ConfigError ? 2 : 1);
});

async function main(args: readonly string[]): Promise<void> {
  const options = parseCliOptions(args);
  if (options.help) return void process.stdout.write(helpText);
  if (options.version) return console.log(version);
  const config = readConfig({ configFile: options.config, env: process.env, cwd: process.cwd() });
  if (options.replay) return await replay(config);
  const log = createLog();
  const service = await prepareService(config, { log, now: () => new Date() });
  if (options.check) {
    await service.close();
    return console.log(checkText(config));
  }
  for (const doubt of findDoubts(config)) log.warn(doubt);
  const running = await service.start();
  stopOnSignal(running, log);
  const { webhooks, operations } = running;
  log.info(
    { version, webhooks: webhooks.address, operations: operations.address, ...describePlan(config) },
    "ready",
  );
}

async function replay(config: Config): Promise<void> {
  const inbox = await openInbox(config, (error) => console.error(`clearbank-webhooks: ${errorText(error)}`));
  try {
    console.log(`${await replayDeadLetters(inbox)} dead letters are due again.`);
  } finally {
    await inbox.close();
  }
}

function checkText(config: Config): string {
  const lines = Object.entries(describePlan(config)).map(([name, value]) => `  ${name}: ${value}`);
  return ["This would run:", ...lines, ...findDoubts(config)].join("\n");
}

function stopOnSignal(service: RunningService, log: Logger): void {
  let isStopping = false;
  const stop = (signal: NodeJS.Signals) => {
    // A second signal means that the first one takes too long.
    if (isStopping) process.exit(1);
    isStopping = true;
    log.info({ signal }, "stopping");
    service.stop().then(
      () => {
        log.info("stopped");
        process.exit(0);
      },
      (error: unknown) => {
        log.fatal({ error: reportError(error) }, "could not stop");
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}
