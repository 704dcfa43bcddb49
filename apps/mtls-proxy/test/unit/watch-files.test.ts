import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "@countersign/service";
import { temporaryFolder } from "@countersign/service/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { watchFiles } from "../../src/watch-files.js";

/** Two files with the same number in them fit together. */
async function watch(folder: string) {
  const paths = [join(folder, "a"), join(folder, "b")] as const;
  const [replaced, failed]: [string[], string[]] = [[], []];
  const files = await watchFiles(paths, {
    read([a, b]) {
      if (a !== b) throw new Error(`${a} and ${b} do not fit`);
      return String(a);
    },
    onReplaced: (value) => void replaced.push(value),
    onFailed: (error) => void failed.push((error as Error).message),
  });
  onTestFinished(files.close);
  return {
    files,
    replaced,
    failed,
    write(...texts: string[]) {
      for (const [index, text] of texts.entries()) writeFileSync(paths[index] as string, text);
    },
  };
}

describe("watchFiles", () => {
  it("takes up files that were written in place, renamed over, or linked anew", async () => {
    const folder = temporaryFolder();
    for (const version of ["1", "2"]) {
      mkdirSync(join(folder, version));
      for (const name of ["a", "b"]) writeFileSync(join(folder, version, name), version);
    }
    symlinkSync("1", join(folder, "current"));
    const { files, replaced, write } = await watch(join(folder, "current"));
    expect(files.current).toBe("1");
    await files.refresh();
    expect(replaced).toEqual([]);
    symlinkSync("2", join(folder, "next"));
    renameSync(join(folder, "next"), join(folder, "current"));
    await files.refresh();
    write("3", "3");
    await files.refresh();
    expect([files.current, replaced]).toEqual(["3", ["2", "3"]]);
  });

  it("waits for an update that is half done, and tells of one that stays so, once", async () => {
    const { files, replaced, failed, write } = await watch(temporaryFolder({ a: "1", b: "1" }));
    write("2");
    await files.refresh();
    expect([files.current, failed]).toEqual(["1", []]);
    expect(files.failure).toBeInstanceOf(Error);
    write("2", "2");
    await files.refresh();
    expect([files.current, files.failure, failed]).toEqual(["2", undefined, []]);
    write("3");
    for (let look = 0; look < 4; look += 1) await files.refresh();
    expect([files.current, failed]).toEqual(["2", ["3 and 2 do not fit"]]);
    write("2");
    await files.refresh();
    expect([files.failure, replaced]).toEqual([undefined, ["2"]]);
  });

  it("tells of files that are gone, and takes them up again", async () => {
    const folder = temporaryFolder({ a: "1", b: "1" });
    const { files, failed, write } = await watch(folder);
    rmSync(join(folder, "b"));
    await files.refresh();
    await files.refresh();
    expect([files.current, failed]).toEqual(["1", [expect.stringContaining("ENOENT")]]);
    write("2", "2");
    await files.refresh();
    expect(files.current).toBe("2");
  });

  it("needs files that can be used at the start", async () => {
    await expect(watch(temporaryFolder({ a: "1", b: "2" }))).rejects.toThrow("1 and 2 do not fit");
    await expect(watch(temporaryFolder({ a: "1" }))).rejects.toBeInstanceOf(ConfigError);
  });
});
