import { cp, mkdtemp, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { capture } from "./capture.mjs";
import { startHosts } from "./hosts.mjs";
import { isProgram } from "./imports.mjs";
import { firstCommands, firstExample, toJavaScript } from "./readme.mjs";
import { startSandbox } from "./sandbox-process.mjs";
import { answerNewPackage, answerServiceExample } from "./service-example.mjs";

/** What there has to be before an example runs, by package. */
export const preludes = fileURLToPath(new URL("preludes", import.meta.url));

/**
 * Puts a README's first example into the project in which its package is installed, as it is printed. Whatever its
 * prelude exports is there for the example, as are the files and variables that the prelude leaves.
 */
export async function writeExample({ name, readme, manifest }, project) {
  if (isProgram(manifest)) return await writeFile(join(project, "example.sh"), firstCommands(readme));
  await cp(preludes, join(project, "preludes"), { recursive: true });
  const prelude = `./preludes/${name.split("/").at(-1)}.mjs`;
  await writeFile(
    join(project, "start.mjs"),
    `import { existsSync } from "node:fs";
if (existsSync(new URL("${prelude}", import.meta.url))) Object.assign(globalThis, await import("${prelude}"));
await import("./example.mjs");\n`,
  );
  await writeFile(join(project, "example.mjs"), toJavaScript(firstExample(readme)));
}

/** A sandbox in the given runtime, and the institutions' own hosts leading to it. */
export async function openWorld(binary, projects) {
  const folder = projects.get("@countersign/sandbox");
  const sandbox = await startSandbox(binary, folder);
  const { urls, ca } = sandbox;
  const clientFile = join(projects.get("@countersign/clearstream"), "ocapi-a00012345_0012345-ssl.pem");
  const hosts = await startHosts(
    {
      "institution-api-sim.clearbank.co.uk": { url: urls.clearbank, ca },
      "api-t2s-test.clearstream.com": { url: urls.clearstream, ca, clientFile },
      "digitalroutingservice.awltest.de": { url: urls.worldline, ca },
      "service.example": answerServiceExample,
      "test.api.example": answerNewPackage,
    },
    folder,
  );
  const trusted = join(folder, "trusted.pem");
  await writeFile(trusted, hosts.certificate + ca);
  return {
    requests: sandbox.requests,
    description: JSON.stringify({ control: urls.control, trusted }),
    env: {
      NODE_EXTRA_CA_CERTS: trusted,
      HTTPS_PROXY: hosts.url,
      https_proxy: hosts.url,
      NO_PROXY: "",
      no_proxy: "",
    },
    async close() {
      await hosts.close();
      await sandbox.close();
    },
  };
}

/** Runs an example. One that is about an institution has to reach it, and to have nothing refused. */
export async function runExample(binary, { name, manifest }, project, world) {
  if (isProgram(manifest)) return await runCommands(binary, project);
  await writeFile(join(project, "world.json"), world.description);
  await capture(binary, ["start.mjs"], { cwd: project, env: world.env, timeoutMs: 60_000 });
  const service = name.split("/").at(-1);
  if (!["clearbank", "clearstream", "worldline"].includes(service)) return;
  const requests = await world.requests(service);
  if (requests.length === 0) throw new Error("it ended well, but sent nothing to the sandbox");
  const refused = requests.filter(({ rule }) => rule);
  if (refused.length > 0) {
    throw new Error(refused.map(({ method, target, reason }) => `${method} ${target}: ${reason}`).join("\n"));
  }
}

/** Types a program's example into a shell whose Node is the given one, in an empty folder of its project. */
async function runCommands(binary, project) {
  const cwd = await mkdtemp(join(project, "example-"));
  const PATH = [dirname(binary), process.env.PATH].join(delimiter);
  await capture("bash", ["-euo", "pipefail", "../example.sh"], { cwd, env: { PATH }, timeoutMs: 60_000 });
}
