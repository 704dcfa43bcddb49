import "./require-node.mjs";
import { writeFile } from "node:fs/promises";
import { root, runTool, turbo } from "./run.mjs";
import { publishedPackages } from "./workspace-packages.mjs";

// Run by the release workflow. npm accepts provenance only for a package that names the repository that built it, and
// only there is that known; the READMEs' links begin at it too.
const { GITHUB_REPOSITORY: repository, GITHUB_SERVER_URL: server = "https://github.com" } = process.env;
if (!repository) {
  console.error(
    "GITHUB_REPOSITORY is not set: packages are published by .github/workflows/release.yml only.",
  );
  process.exit(2);
}
const packages = await publishedPackages();
for (const { directory, manifest } of packages) {
  const url = `git+${server}/${repository}.git`;
  const named = { ...manifest, repository: { type: "git", url, directory: directory.slice(root.length) } };
  await writeFile(`${directory}/package.json`, `${JSON.stringify(named, undefined, 2)}\n`);
}
const built = await turbo(["run", "build", ...packages.map(({ name }) => `--filter=${name}`)]);
process.exitCode = built || (await runTool("changeset", ["publish"]));
