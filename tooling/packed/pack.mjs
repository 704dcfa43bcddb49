import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { turbo } from "../run.mjs";
import { publishedPackages } from "../workspace-packages.mjs";
import { capture } from "./capture.mjs";

/**
 * Packs a package as users get it: publishConfig replaces `exports` in it, and versions replace `workspace:`.
 *
 * @returns the tarball's path.
 */
export async function pack(directory, target) {
  await mkdir(target, { recursive: true });
  await capture("pnpm", ["--dir", directory, "pack", "--pack-destination", target]);
  const [tarball] = await readdir(target);
  if (!tarball) throw new Error(`pnpm pack made no tarball of ${directory}`);
  return join(target, tarball);
}

/** Builds and packs everything that is published. The manifest and the README are those in the tarball. */
export async function packAll(target) {
  const published = await publishedPackages();
  const filters = published.map(({ name }) => `--filter=${name}`);
  const built = await turbo(["run", "build", ...filters, "--output-logs=errors-only", "--ui=stream"], {
    stdio: ["ignore", process.env.DEBUG ? "inherit" : "ignore", "inherit"],
  });
  if (built !== 0) throw new Error('The build failed; "DEBUG=1 pnpm build" shows why.');
  return await Promise.all(
    published.map(async ({ name, directory }) => {
      const tarball = await pack(directory, join(target, name.replace("/", "-")));
      const [manifest, readme] = await Promise.all(
        ["package.json", "README.md"].map((file) => capture("tar", ["-xzOf", tarball, `package/${file}`])),
      );
      return { name, tarball, readme, manifest: JSON.parse(manifest) };
    }),
  );
}
