import "./require-node.mjs";
import { run, runTool, turbo } from "./run.mjs";

const folder = "packages/delivery/campaign";
const stdio = ["ignore", process.env.DEBUG ? "inherit" : "ignore", "inherit"];
const steps = [
  () => turbo(["run", "build", "--filter=@countersign/delivery", "--ui=stream"], { stdio }),
  () => runTool("tsup", ["--config", `${folder}/tsup.config.mjs`, "--silent"]),
  () => run(process.execPath, [`${folder}/dist/main.js`, ...process.argv.slice(2)]),
];

for (const step of steps) {
  process.exitCode = await step();
  if (process.exitCode !== 0) break;
}
