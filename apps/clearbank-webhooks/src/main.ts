import { errorText, runProgram, serve } from "@countersign/service";
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
  await serve(service, {
    options,
    version: program.version,
    log,
    plan: describePlan(config),
    doubts: findDoubts(config),
    addressesOf: ({ webhooks, operations }) => ({
      webhooks: webhooks.address,
      operations: operations.address,
    }),
  });
});

async function replay(config: Config): Promise<void> {
  const inbox = await openInbox(config, (error) => console.error(`${program.name}: ${errorText(error)}`));
  try {
    console.log(`${await replayDeadLetters(inbox)} dead letters are due again.`);
  } finally {
    await inbox.close();
  }
}
