import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Something that was installed into a project that has nothing else. */
export interface Installed {
  readonly name: string;
  readonly project: string;
  /** What a program imports of it; nothing where it is a program itself. */
  readonly imports: readonly string[];
}

const installer = fileURLToPath(new URL("../../../tooling/install-alone.mjs", import.meta.url));

/** Packs our packages and installs each alone, as people will from the registry. */
export function installOurs(folder: string): Installed[] {
  const output = execFileSync(process.execPath, [installer, folder], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(output.trim().split("\n").at(-1) ?? "") as Installed[];
}

/** Installs somebody else's packages together, by name and range. */
export function installPeer(folder: string, ranges: Readonly<Record<string, string>>): Installed {
  const imports = Object.keys(ranges);
  const name = imports.join(" + ");
  const project = join(folder, "peers", name);
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, dependencies: ranges }));
  // Its complaints come with the error where it fails; otherwise they are about npm's own settings.
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund"];
  execFileSync("npm", args, { cwd: project, stdio: "pipe" });
  return { name, project, imports };
}

/** How many packages it brings beside itself. */
export function dependencies({ project }: Installed): number {
  const { packages } = JSON.parse(readFileSync(join(project, "package-lock.json"), "utf8"));
  const { "": own, ...installed } = packages;
  return Object.keys(installed).length - Object.keys(own.dependencies).length;
}

/** What all files in its project's node_modules hold, in bytes. */
export function installedBytes({ project }: Installed): number {
  const modules = join(project, "node_modules");
  return readdirSync(modules, { recursive: true, encoding: "utf8" })
    .map((path) => statSync(join(modules, path)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
}
