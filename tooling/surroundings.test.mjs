import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { hashSurroundings } from "./surroundings.mjs";

const day = new Date("2026-01-02T03:04:05Z");
const path = process.env.PATH;
let folder;
const hash = (now = day) => hashSurroundings(join(folder, "project/"), now);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-surroundings-"));
  await mkdir(join(folder, "project/node_modules/.pnpm/pkcs11js@2.1.7"), { recursive: true });
  await mkdir(join(folder, "shared/vectors"), { recursive: true });
  await writeFile(join(folder, "shared/vectors/a.json"), "[]");
  await mkdir(join(folder, "bin"));
  process.env.PATH = join(folder, "bin");
});
afterEach(async () => {
  process.env.PATH = path;
  await rm(folder, { recursive: true });
});

test("where nothing changes, nothing is run again on the same day", async () => {
  assert.equal(await hash(), await hash(new Date("2026-01-02T23:59:59Z")));
});

const changes = {
  "another content of a shared file": () => writeFile(join(folder, "shared/vectors/a.json"), "{}"),
  "another shared file": () => writeFile(join(folder, "shared/b.json"), "[]"),
  "a shared file less": () => rm(join(folder, "shared/vectors/a.json")),
  "a program that is installed": () => writeFile(join(folder, "bin/nginx"), ""),
  "a native module that is compiled": async () => {
    const release = join(
      folder,
      "project/node_modules/.pnpm/pkcs11js@2.1.7/node_modules/pkcs11js/build/Release",
    );
    await mkdir(release, { recursive: true });
    await writeFile(join(release, "pkcs11.node"), "");
  },
};
for (const [what, change] of Object.entries(changes)) {
  test(`${what} has tests run again`, async () => {
    const before = await hash();
    await change();
    assert.notEqual(await hash(), before);
  });
}

test("so does another version of a program", async () => {
  await writeFile(join(folder, "bin/nginx"), "old");
  const before = await hash();
  await writeFile(join(folder, "bin/nginx"), "newer");
  assert.notEqual(await hash(), before);
});

test("and the next day", async () => {
  assert.notEqual(await hash(), await hash(new Date("2026-01-03T00:00:00Z")));
});

test("a project with nothing installed, and nothing beside it, has a hash too", async () => {
  await rm(join(folder, "project"), { recursive: true });
  await rm(join(folder, "shared"), { recursive: true });
  assert.match(await hash(), /^[0-9a-f]{64}$/);
});
