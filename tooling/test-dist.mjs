import "./require-node.mjs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installedPackages, nativePackages } from "./packed/brought.mjs";
import { capture } from "./packed/capture.mjs";
import { tarballChecks } from "./packed/check-tarball.mjs";
import { openWorld, runExample, writeExample } from "./packed/examples.mjs";
import { importExports, isProgram, specifiersOf } from "./packed/imports.mjs";
import { packAll } from "./packed/pack.mjs";
import { makeProject, npmInstall, withoutScripts } from "./packed/project.mjs";
import { installCommand } from "./packed/readme.mjs";
import { startRegistry } from "./packed/registry.mjs";
import { createReport } from "./packed/report.mjs";
import { binaryOf, nodes, others } from "./packed/runtimes.mjs";
import { fetchSqliteBinary } from "./packed/sqlite-binary.mjs";
import { checkTypes, resolutions, writeConsumers } from "./packed/types.mjs";
import { root } from "./run.mjs";

/** What is said to work on other runtimes too. */
const portable = ["@countersign/crypto-core", "@countersign/auth"];

const folder = await mkdtemp(join(tmpdir(), "countersign-dist-"));
const packages = await packAll(join(folder, "tarballs"));
const libraries = packages.filter(({ manifest }) => !isProgram(manifest));
const report = createReport(packages.map(({ name }) => name));
const registry = await startRegistry(packages);
try {
  await checkTarballs();
  const own = await installByReadme();
  await checkBrought(own);
  const projects = await installTogether();
  const binaries = await findBinaries();
  const names = await checkImports(projects, binaries);
  await checkEveryType(projects, names);
  await runExamples(own, binaries);
  await runElsewhere(projects.get("npm"), binaries);
} finally {
  await registry.close();
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = report.close();

async function checkTarballs() {
  for (const { name, tarball } of packages) {
    for (const [check, run] of Object.entries(tarballChecks)) {
      const advice = `pnpm --filter ${name} check:package, and look at exports and publishConfig in its package.json`;
      await report.check(check, name, advice, () => run(tarball));
    }
  }
}

/** A project for each package with what its own README says, and nothing else. */
async function installByReadme() {
  const projects = new Map();
  for (const { name, readme } of packages) {
    const project = await makeProject(join(folder, "own", name), registry.npmrc, { type: "module" });
    const advice = "the first block of its README has to install all that the example needs";
    await report.check("installs as its README says", name, advice, async () => {
      await capture("sh", ["-c", installCommand(readme)], { cwd: project, env: withoutScripts });
    });
    projects.set(name, project);
  }
  return projects;
}

async function checkBrought(own) {
  const name = "@countersign/clearstream";
  const installed = await installedPackages(own.get(name));
  await report.check("brings nothing of ClearBank or Worldline", name, "see its dependencies", () => {
    const others = installed.filter((each) => /clearbank|worldline/i.test(each.name));
    if (installed.length === 0 || others.length > 0) throw new Error(others.map((each) => each.name).join());
  });
  await report.check("brings no native code", name, "make it an optional peer dependency", async () => {
    const native = await nativePackages(installed);
    if (native.length > 0) throw new Error(native.join());
  });
}

/** Everything in one project of each kind, with the optional peers, which npm brings no more than pnpm does. */
async function installTogether() {
  const projects = new Map();
  const peers = packages.flatMap(({ manifest }) => Object.entries(manifest.peerDependencies ?? {}));
  const specifiers = [
    ...packages.map(({ name }) => name),
    ...peers.map(([name, range]) => `${name}@${range}`),
    ...["@types/node@20", "@types/pg@8"],
  ];
  const pnpm = (project) =>
    capture("pnpm", ["add", "--ignore-workspace", `--config.cacheDir=${folder}/cache`, ...specifiers], {
      cwd: project,
      env: withoutScripts,
    });
  const kinds = [
    ["npm", { type: "module" }, (project) => npmInstall(project, specifiers)],
    ["pnpm", { type: "module" }, pnpm],
    ["CommonJS", {}, (project) => npmInstall(project, specifiers)],
  ];
  for (const [kind, manifest, install] of kinds) {
    const project = await makeProject(join(folder, kind), registry.npmrc, manifest);
    const installation = install(project);
    for (const { name } of packages) {
      const advice = "look at its dependencies and peerDependencies";
      await report.check(`installs into a project: ${kind}`, name, advice, () => installation);
    }
    projects.set(kind, project);
  }
  return projects;
}

async function findBinaries() {
  const binaries = new Map();
  for (const runtime of nodes) binaries.set(runtime.name, await binaryOf(runtime));
  for (const runtime of others) {
    try {
      binaries.set(runtime.name, await binaryOf(runtime));
    } catch (error) {
      for (const name of portable) report.skip(`works: ${runtime.name}`, name, error.message);
    }
  }
  return binaries;
}

/** @returns the names of every specifier's exports, as the last of the runtimes has them. */
async function checkImports(projects, binaries) {
  const names = {};
  for (const [kind, project] of projects) {
    for (const node of nodes) {
      for (const { name, manifest } of libraries) {
        const advice =
          "a missing module belongs into its dependencies, a missing file into its tsup.config.ts";
        await report.check(`imports: ${kind}, ${node.name}`, name, advice, async () => {
          const binary = binaries.get(node.name);
          Object.assign(names, await importExports(binary, project, kind, specifiersOf(manifest)));
        });
      }
    }
  }
  return names;
}

async function checkEveryType(projects, names) {
  const consumers = libraries.map((each) => ({ ...each, specifiers: specifiersOf(each.manifest) }));
  const modes = resolutions.map((mode) => ["npm", mode]);
  modes.push(["CommonJS", resolutions.find(({ name }) => name === "nodenext")]);
  for (const [kind, mode] of modes) {
    await writeConsumers(projects.get(kind), kind === "CommonJS", consumers, names);
    const errors = await checkTypes(projects.get(kind), mode);
    for (const { name } of libraries) {
      const advice = "a type that users meet has to be exported, and to come from a dependency";
      await report.check(`types: ${kind}, ${mode.name}`, name, advice, () => {
        const wrong = errors.get(name.split("/").at(-1)) ?? errors.get("");
        if (wrong) throw new Error(wrong);
      });
    }
  }
}

async function runExamples(own, binaries) {
  for (const each of packages) await writeExample(each, own.get(each.name));
  for (const node of nodes) {
    const binary = binaries.get(node.name);
    const world = await openWorld(binary, own);
    try {
      for (const each of packages) {
        const check = `README's example: ${node.name}`;
        const project = own.get(each.name);
        const missing = await fetchSqliteBinary(binary, project);
        const advice = "the example in its README has to run as it is printed; see tooling/packed/preludes";
        if (missing) report.skip(check, each.name, missing);
        else await report.check(check, each.name, advice, () => runExample(binary, each, project, world));
      }
    } finally {
      await world.close();
    }
  }
}

async function runElsewhere(project, binaries) {
  for (const runtime of [...nodes, ...others].filter(({ name }) => binaries.has(name))) {
    for (const name of portable) {
      const short = name.split("/").at(-1);
      const file = `smoke-${short}.mjs`;
      await cp(`${root}packages/${short}/test/runtimes/smoke.mjs`, join(project, file));
      const advice = `see packages/${short}/test/runtimes/smoke.mjs`;
      await report.check(`works: ${runtime.name}`, name, advice, () =>
        capture(binaries.get(runtime.name), [...(runtime.args ?? []), file], { cwd: project }),
      );
    }
  }
}
