import { checkText, reportError, runProgram, stopOnSignal } from "@countersign/service";
import { localSecretOf } from "./local-secret.js";
import { createLog } from "./log.js";
import { describePlan, findDoubts } from "./plan.js";
import { program } from "./program.js";
import { prepareService } from "./service.js";

await runProgram(program, async (config, options) => {
  const log = createLog();
  const localSecret = localSecretOf(config, process.env);
  const service = await prepareService(config, { localSecret, log, now: () => new Date() });
  const plan = describePlan(config);
  const doubts = findDoubts(config);
  if (options.check) {
    await service.close();
    return console.log(checkText(plan, doubts));
  }
  for (const doubt of doubts) log.warn(doubt);
  const { proxy, operations, stop } = await service.start();
  stopOnSignal(
    async (signal) => {
      log.info({ signal }, "stopping");
      await stop();
      log.info("stopped");
    },
    (error) => log.fatal({ error: reportError(error) }, "could not stop"),
  );
  const { version } = program;
  log.info({ version, proxy: proxy.address, operations: operations.address, ...plan }, "ready");
});
