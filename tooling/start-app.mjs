import "./require-node.mjs";
import { run, turbo } from "./run.mjs";

/** Builds an app and what it needs, which takes no time where nothing changed, and runs it. */
export async function startApp(name, entry) {
  const build = await turbo(
    ["run", "build", `--filter=@countersign/${name}`, "--output-logs=errors-only", "--ui=stream"],
    {
      stdio: ["ignore", process.env.DEBUG ? "inherit" : "ignore", "inherit"],
    },
  );
  if (build !== 0) {
    console.error(`The build of ${name} failed; "DEBUG=1 pnpm build" shows why.`);
    process.exitCode = 1;
    return;
  }
  process.exitCode = await run(process.execPath, [`apps/${name}/${entry}`, ...process.argv.slice(2)]);
}
