import type { Logger } from "pino";
import { helpText, parseCliOptions } from "./cli-options.js";
import { localSecretOf, readConfig } from "./config/read-config.js";
import type { Config } from "./config/settings.js";
import { ConfigError, errorText, reportError } from "./errors.js";
import { createLog } from "./log.js";
import { describePlan, findDoubts } from "./plan.js";
import { prepareService, type RunningService } from "./service.js";
import { version } from "./version.js";

main(process.argv.slice(2)).catch((error: unknown) => {
  for (const line of errorText(error).split("\n")) console.error(`countersign-mtls-proxy: ${line}`);
  if (process.env.DEBUG) console.error(error);
  process.exit(error instanceof ConfigError ? 2 : 1);
});

async function main(args: readonly string[]): Promise<void> {
  const options = parseCliOptions(args);
  if (options.help) return void process.stdout.write(helpText);
  if (options.version) return console.log(version);
  const { env } = process;
  const config = readConfig({
    options: options.settings,
    env,
    configFile: options.config,
    cwd: process.cwd(),
  });
  const log = createLog();
  const service = await prepareService(config, {
    localSecret: localSecretOf(config, env),
    log,
    now: () => new Date(),
  });
  if (options.check) {
    await service.close();
    return console.log(checkText(config));
  }
  for (const doubt of findDoubts(config)) log.warn(doubt);
  const running = await service.start();
  stopOnSignal(running, log);
  const { proxy, operations } = running;
  log.info(
    { version, proxy: proxy.address, operations: operations.address, ...describePlan(config) },
    "ready",
  );
}

function checkText(config: Config): string {
  const lines = Object.entries(describePlan(config)).map(([name, value]) => `  ${name}: ${value}`);
  return ["This would run:", ...lines, ...findDoubts(config)].join("\n");
}

function stopOnSignal(service: RunningService, log: Logger): void {
  let isStopping = false;
  const stop = (signal: NodeJS.Signals) => {
    // A second signal means that the first one takes too long.
    if (isStopping) {
      log.flush();
      process.exit(1);
    }
    isStopping = true;
    log.info({ signal }, "stopping");
    service.stop().then(
      () => {
        log.info("stopped");
        log.flush();
        process.exit(0);
      },
      (error: unknown) => {
        log.fatal({ error: reportError(error) }, "could not stop");
        log.flush();
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}
