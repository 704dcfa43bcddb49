import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Starts the sandbox that is installed in a project, in a runtime of its own. */
export async function startSandbox(binary, project) {
  const program = join(project, "node_modules/@countersign/sandbox/bin/countersign-sandbox.js");
  const child = spawn(binary, [program, "--json", "--stop-with-stdin"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const line = once(createInterface({ input: child.stdout }), "line");
  const [ready] = await Promise.race([line, exited.then(() => [undefined])]);
  if (!ready) throw new Error(`the sandbox ended with ${child.exitCode} before it was ready`);
  const urls = JSON.parse(ready);
  const get = async (path) => await fetch(urls.control + path);
  return {
    urls,
    ca: await (await get("/ca.pem")).text(),
    /** The requests to one institution so far. */
    requests: async (service) =>
      (await (await get("/transcript")).json()).filter(
        (entry) => entry.kind === "request" && entry.service === service,
      ),
    async close() {
      child.stdin.end();
      await exited;
    },
  };
}
