import { createHash } from "node:crypto";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { delimiter, join, relative } from "node:path";

/** Programs that tests run, and libraries and folders of programs that they look for, where they look. */
const programs =
  "bash cat chromium curl id initdb java jq keytool nginx openssl pkill prlimit python3 redis-server sh softhsm2-util strace tinyproxy";
const places = [
  "/usr/lib/softhsm",
  "/usr/lib64/pkcs11",
  "/usr/local/lib/softhsm",
  "/opt/homebrew/lib/softhsm",
];
const postgres = "/usr/lib/postgresql";
/** Debian's list of what is installed: libraries too, which no program's file tells of. */
const packageList = "/var/lib/dpkg/status";

/**
 * A hash of all that tests depend on and turbo does not see, for turbo to make part of what a result is kept
 * under: Node, the programs of this machine, the native modules that were compiled, the files of `../shared`, and
 * the day. The day because some tests draw their cases at random, and what is valid today ends one day.
 */
export async function hashSurroundings(root, now = new Date()) {
  const facts = [
    now.toISOString().slice(0, 10),
    process.version,
    process.platform,
    process.arch,
    ...(await Promise.all(programs.split(" ").map(findProgram))),
    ...(await Promise.all([...places, postgres, packageList].map(describeFile))),
    ...(await describeNativeModules(join(root, "node_modules/.pnpm"))),
    ...(await describeFolder(join(root, "../shared"))),
  ];
  return createHash("sha256").update(facts.join("\n")).digest("hex");
}

async function findProgram(name) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const found = await describeFile(join(folder, name));
    if (!found.endsWith("absent")) return found;
  }
  return `${name} absent`;
}

async function describeFile(path) {
  try {
    const target = await realpath(path);
    const { size, mtimeMs } = await stat(target);
    return `${path} ${target} ${size} ${mtimeMs}`;
  } catch {
    return `${path} absent`;
  }
}

async function describeNativeModules(store) {
  const found = [];
  for (const folder of (await readdir(store).catch(() => [])).sort()) {
    const [name] = /^(?:better-sqlite3|pkcs11js)(?=@)/.exec(folder) ?? [];
    if (!name) continue;
    const release = join(store, folder, "node_modules", name, "build/Release");
    const files = await readdir(release).catch(() => []);
    found.push(`${folder} ${files.filter((file) => file.endsWith(".node")).join(" ")}`);
  }
  return found;
}

/** Every file by its content: what is beside the project is small, and has no other owner that would tell of a change. */
async function describeFolder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return await Promise.all(
    files.sort().map(async (file) => {
      const hash = createHash("sha256").update(await readFile(file));
      return `${relative(folder, file)} ${hash.digest("hex")}`;
    }),
  );
}
