import { checkText, errorText, reportError, runProgram, stopOnSignal } from "@countersign/service";
import type { Config } from "./config/settings.js";
import { createLog } from "./log.js";
import { openInbox } from "./open-inbox.js";
import { describePlan, findDoubts } from "./plan.js";
import { program } from "./program.js";
import { replayDeadLetters } from "./replay.js";
import { prepareService } from "./service.js";

await runProgram(program, async (config, options) => {
  if (options.replay) return await replay(config);
  const log = createLog();
  const service = await prepareService(config, { log, now: () => new Date() });
  const plan = describePlan(config);
  const doubts = findDoubts(config);
  if (options.check) {
    await service.close();
    return console.log(checkText(plan, doubts));
  }
  for (const doubt of doubts) log.warn(doubt);
  const { webhooks, operations, stop } = await service.start();
  stopOnSignal(
    async (signal) => {
      log.info({ signal }, "stopping");
      await stop();
      log.info("stopped");
    },
    (error) => log.fatal({ error: reportError(error) }, "could not stop"),
  );
  const { version } = program;
  log.info({ version, webhooks: webhooks.address, operations: operations.address, ...plan }, "ready");
});

async function replay(config: Config): Promise<void> {
  const inbox = await openInbox(config, (error) => console.error(`${program.name}: ${errorText(error)}`));
  try {
    console.log(`${await replayDeadLetters(inbox)} dead letters are due again.`);
  } finally {
    await inbox.close();
  }
}
