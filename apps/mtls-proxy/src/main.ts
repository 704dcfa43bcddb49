import { runProgram, serve } from "@countersign/service";
import { localSecretOf } from "./local-secret.js";
import { createLog } from "./log.js";
import { describePlan, findDoubts } from "./plan.js";
import { program } from "./program.js";
import { prepareService } from "./service.js";

await runProgram(program, async (config, options) => {
  const log = createLog();
  const localSecret = localSecretOf(config, process.env);
  const service = await prepareService(config, { localSecret, log, now: () => new Date() });
  await serve(service, {
    options,
    version: program.version,
    log,
    plan: describePlan(config),
    doubts: findDoubts(config),
    addressesOf: ({ proxy, operations }) => ({ proxy: proxy.address, operations: operations.address }),
  });
});
