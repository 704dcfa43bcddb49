import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Every package that is installed in a project, wherever it lies, with its manifest and folder. */
export async function installedPackages(folder) {
  const modules = join(folder, "node_modules");
  const entries = await readdir(modules).catch(() => []);
  const names = [];
  for (const entry of entries.filter((each) => !each.startsWith("."))) {
    if (!entry.startsWith("@")) names.push(entry);
    else for (const each of await readdir(join(modules, entry))) names.push(`${entry}/${each}`);
  }
  const found = [];
  for (const name of names) {
    const directory = join(modules, name);
    const manifest = JSON.parse(await readFile(join(directory, "package.json"), "utf8"));
    found.push({ name: manifest.name, directory, manifest }, ...(await installedPackages(directory)));
  }
  return found;
}

/** Says which installed packages have native code in them, or would make some when they are installed. */
export async function nativePackages(installed) {
  const native = [];
  for (const { name, directory, manifest } of installed) {
    const files = await readdir(directory, { recursive: true });
    const isNative = files.some((file) => /\.node$|(^|\/)binding\.gyp$|\.wasm$/.test(file));
    const installs = ["preinstall", "install", "postinstall"].some((script) => manifest.scripts?.[script]);
    if (isNative || installs) native.push(name);
  }
  return native;
}
