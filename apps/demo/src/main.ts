import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runClearBank } from "./clearbank.js";
import { runClearstream } from "./clearstream.js";
import { checkDocuments } from "./documents.js";
import { openPortal } from "./portal.js";
import { type SandboxProcess, startSandbox } from "./sandbox-process.js";
import type { Stage } from "./stage.js";
import { createStepRunner, describe, StepFailure, type StepRunner } from "./step-runner.js";
import { runWorldline } from "./worldline.js";
import { runWorldlineIssuing } from "./worldline-issuing.js";

const help = `Performs the integrations for real against the sandbox, on loopback, step by step.

  pnpm demo          run it, and leave nothing behind
  pnpm demo --keep   leave the sandbox running and print a curl command for each institution
  pnpm demo --help   this text

Exit code 0 where every step passed, 1 where one failed, 2 for wrong usage. DEBUG=1 adds stack traces.
`;

process.exitCode = await main();

async function main(): Promise<number> {
  let options: { keep?: boolean; help?: boolean };
  try {
    ({ values: options } = parseArgs({ options: { keep: { type: "boolean" }, help: { type: "boolean" } } }));
  } catch (error) {
    console.error(`${describe(error)}\nTry "pnpm demo --help".`);
    return 2;
  }
  if (options.help) {
    console.log(help);
    return 0;
  }
  const stop = new AbortController();
  const stopped = new Promise<never>((_, reject) => {
    stop.signal.addEventListener("abort", () => reject(stop.signal.reason));
  });
  stopped.catch(() => {});
  const onSignal = () => stop.abort(new Error("Interrupted."));
  process.once("SIGINT", onSignal).once("SIGTERM", onSignal);
  const runner = createStepRunner(console.log, stopped);
  try {
    await perform(runner, stop, options.keep ?? false);
    return 0;
  } catch (error) {
    if (!(error instanceof StepFailure)) console.error(describe(error));
    return 1;
  } finally {
    console.log(`\ndemo: ${runner.count} steps, ${runner.passed} passed`);
  }
}

async function perform(runner: StepRunner, stop: AbortController, keep: boolean): Promise<void> {
  runner.heading("What the documents print");
  await checkDocuments(runner);

  const folder = await mkdtemp(join(tmpdir(), "countersign-demo-"));
  let sandbox: SandboxProcess | undefined;
  let isKept = false;
  try {
    runner.heading("The sandbox");
    sandbox = await runner.step(
      "Start the sandbox: three institutions with real TLS on loopback",
      async (show) => {
        const started = await startSandbox({ stateDir: join(folder, "sandbox"), keep, signal: stop.signal });
        started.died.catch((reason: unknown) => stop.abort(reason));
        for (const [name, url] of Object.entries(started.urls)) show(name, url.href);
        return started;
      },
    );
    const commands = await integrate(runner, sandbox, folder);
    if (keep) tellHowToGoOn(commands, sandbox, folder);
    isKept = keep;
  } finally {
    if (isKept) sandbox?.release();
    else {
      await sandbox?.stop();
      await rm(folder, { recursive: true, force: true });
    }
  }
}

async function integrate(
  runner: StepRunner,
  { urls }: SandboxProcess,
  folder: string,
): Promise<Record<string, string>> {
  const opened: { close(): Promise<void> }[] = [];
  const closeLater: Stage["closeLater"] = (resource) => {
    opened.push(resource);
    return resource;
  };
  try {
    const portal = closeLater(openPortal(urls.control));
    const stage: Stage = {
      step: runner.step,
      portal,
      urls,
      ca: await portal.getText("/ca.pem"),
      now: () => new Date(),
      closeLater,
      async writeFile(name, content) {
        const path = join(folder, name);
        await writeFile(path, content, { mode: 0o600 });
        return path;
      },
    };
    runner.heading("ClearBank: signed bodies and signed webhooks");
    const clearbank = await runClearBank(stage);
    runner.heading("Clearstream: mutual TLS and the password grant");
    const clearstream = await runClearstream(stage);
    runner.heading("Worldline: HTTP signatures, two generations of tokens, notifications");
    const worldline = await runWorldline(stage);
    runner.heading("Worldline card issuing: contracts, letters, balancing");
    const issuing = await runWorldlineIssuing(stage);
    return { ClearBank: clearbank, Clearstream: clearstream, Worldline: worldline, "Card issuing": issuing };
  } finally {
    for (const resource of opened.reverse()) await resource.close();
  }
}

function tellHowToGoOn(commands: Record<string, string>, sandbox: SandboxProcess, folder: string): void {
  console.log("\nThe sandbox goes on. Paste these; each works as often as you like:");
  for (const [institution, command] of Object.entries(commands))
    console.log(`\n# ${institution}\n${command}`);
  console.log(
    `\nThe portal is ${sandbox.urls.control.href}; stop and clean up with:\nkill ${sandbox.pid}; rm -r ${folder}`,
  );
}
