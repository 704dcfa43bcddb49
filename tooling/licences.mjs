import "./require-node.mjs";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { isPermissive } from "./packed/permissive.mjs";
import { root } from "./run.mjs";
import { publishedPackages } from "./workspace-packages.mjs";

/** Of everything that comes with a package or an app, and of what a package can be used with. Benchmarks go nowhere. */
const found = new Map([...listInstalled(), ...(await listPeers())]);
const counts = new Map();
for (const [name, licence] of found) {
  counts.set(licence, (counts.get(licence) ?? 0) + 1);
  if (isPermissive(licence)) continue;
  console.error(
    `${name} is under ${licence}: do without it, or add the licence to tooling/packed/permissive.mjs`,
  );
  process.exitCode = 1;
}
for (const [licence, count] of counts) console.log(`${String(count).padStart(4)}  ${licence}`);
if (found.size === 0) throw new Error("pnpm lists no package: was anything installed?");

function listInstalled() {
  const args = [
    "--filter",
    "!@countersign/bench",
    "--filter",
    "!countersign",
    "licenses",
    "list",
    "--prod",
    "--json",
  ];
  const licences = JSON.parse(execFileSync("pnpm", args, { cwd: root, encoding: "utf8" }));
  return Object.entries(licences).flatMap(([licence, packages]) =>
    packages.map(({ name }) => [name, licence]),
  );
}

/** Optional peers are nobody's dependency; they are installed for the tests. */
async function listPeers() {
  const peers = (await publishedPackages()).flatMap(({ directory, manifest }) =>
    Object.keys(manifest.peerDependencies ?? {}).map((name) => [name, directory]),
  );
  return await Promise.all(
    peers.map(async ([name, directory]) => {
      const { license } = JSON.parse(
        await readFile(`${directory}/node_modules/${name}/package.json`, "utf8"),
      );
      return [name, license];
    }),
  );
}
