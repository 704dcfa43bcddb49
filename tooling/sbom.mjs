import "./require-node.mjs";
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { capture } from "./packed/capture.mjs";
import { packAll } from "./packed/pack.mjs";
import { npmInstall } from "./packed/project.mjs";
import { startRegistry } from "./packed/registry.mjs";
import { root } from "./run.mjs";

// What is listed is what npm installs with the package from its tarball, and not what this workspace holds.
const folder = await mkdtemp(join(tmpdir(), "countersign-sbom-"));
/** Where the packages will be found. */
const usualRegistry = execFileSync("npm", ["config", "get", "registry"], {
  encoding: "utf8",
  stdio: ["ignore", "pipe", "ignore"],
})
  .trim()
  .replace(/\/$/, "");
const packages = await packAll(join(folder, "tarballs"));
const registry = await startRegistry(packages);
try {
  await rm(`${root}sbom`, { recursive: true, force: true });
  await mkdir(`${root}sbom`);
  for (const each of packages) await describe(each);
} finally {
  await registry.close();
  await rm(folder, { recursive: true, force: true });
}

async function describe({ name, tarball, manifest }) {
  const project = join(folder, name);
  await mkdir(project, { recursive: true });
  await capture("tar", ["-xzf", tarball, "--strip-components=1", "-C", project]);
  await writeFile(join(project, ".npmrc"), registry.npmrc);
  // npm wants to find those too, even where it leaves them out, and some are this workspace's own.
  const { devDependencies, ...published } = manifest;
  await writeFile(join(project, "package.json"), JSON.stringify(published));
  await npmInstall(project, []);
  const file = join(project, "sbom.json");
  const args = ["--output-reproducible", "--validate", "--output-file", file];
  // It asks npm what is installed, but takes for npm whatever started this: pnpm.
  const env = { npm_execpath: "" };
  await capture(`${root}node_modules/.bin/cyclonedx-npm`, args, { cwd: project, env });
  const target = `sbom/${name.split("/").at(-1)}-${manifest.version}.cdx.json`;
  await writeFile(root + target, (await readFile(file, "utf8")).replaceAll(registry.url, usualRegistry));
  console.log(target);
}
