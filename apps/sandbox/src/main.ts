import { helpText, parseCliOptions } from "./cli-options.js";
import { errorText, SandboxError, UsageError } from "./errors.js";
import { type Sandbox, startSandbox } from "./sandbox.js";
import { version } from "./version.js";

// Whoever started the sandbox may have stopped reading: no reason to stop working.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`countersign-sandbox: ${errorText(error)}`);
  if (process.env.DEBUG || !(error instanceof SandboxError)) console.error(process.env.DEBUG ? error : hint);
  process.exit(error instanceof UsageError ? 2 : 1);
});

const hint = "countersign-sandbox: this is a fault of the sandbox; set DEBUG=1 to see where it happened.";

async function main(args: readonly string[]): Promise<void> {
  const options = parseCliOptions(args);
  if (options.help) return void process.stdout.write(helpText);
  if (options.version) return void console.log(version);
  const { ports, state, seed } = options;
  const sandbox = await startSandbox({
    ports,
    ...(state !== undefined && { state }),
    ...(seed !== undefined && { seed }),
  });
  stopOnDemand(sandbox, options.stopWithStdin);
  console.log(options.json ? JSON.stringify({ event: "ready", ...sandbox.urls }) : readyText(sandbox));
}

function stopOnDemand(sandbox: Sandbox, withStdin: boolean): void {
  let isStopping = false;
  const stop = () => {
    // A second signal means that the first one takes too long.
    if (isStopping) process.exit(1);
    isStopping = true;
    sandbox.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(`countersign-sandbox: ${errorText(error)}`);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  if (!withStdin) return;
  process.stdin.on("end", stop);
  process.stdin.resume();
}

function readyText({ urls }: Sandbox): string {
  return `The sandbox is ready. Ctrl-C stops it.
  ClearBank          ${urls.clearbank}
  Clearstream        ${urls.clearstream}
  Worldline          ${urls.worldline}
  Worldline issuing  ${urls.worldlineIssuing}
  Control API        ${urls.control}  (GET / lists what it does; GET /ca.pem is the CA to trust)`;
}
