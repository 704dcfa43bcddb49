import { runCli } from "./run-cli.js";

// Whoever reads our output may stop early, as head does.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await runCli(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  now: () => new Date(),
  untilInterrupted() {
    const controller = new AbortController();
    // Once: a second Ctrl-C ends the program at once.
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => controller.abort());
    return controller.signal;
  },
});
