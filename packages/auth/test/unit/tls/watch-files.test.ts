import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { type WatchFilesSettings, watchFiles } from "../../../src/tls/watch-files.js";
import { eventually } from "../../support/eventually.js";

function temporaryFolder(...texts: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "countersign-watch-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  write(folder, ...texts);
  return folder;
}

/** Writes the first of the two files, or both. */
function write(folder: string, ...texts: string[]): void {
  for (const [index, text] of texts.entries()) writeFileSync(join(folder, "ab"[index] as string), text);
}

/** Two files with the same text in them fit together. */
async function watch(folder: string, settings: Partial<WatchFilesSettings<string>> = {}) {
  const [seen, replaced, failed]: [string[], string[], string[]] = [[], [], []];
  const watched = await watchFiles([join(folder, "a"), join(folder, "b")], {
    async read([a, b]) {
      seen.push(`${a}${b}`);
      // Longer than files take to be read.
      await setTimeout(20);
      if (String(a) !== String(b)) throw new Error(`${a} and ${b} do not fit`);
      return String(a);
    },
    onReplaced: (value) => void replaced.push(value),
    onFailed: (error) => void failed.push((error as Error).message),
    ...settings,
  });
  onTestFinished(() => watched.close());
  return { watched, seen, replaced, failed };
}

describe("watchFiles", () => {
  it("takes up files that were written in place, renamed over, or linked anew", async () => {
    const folder = temporaryFolder();
    const current = join(folder, "current");
    for (const version of ["1", "2"]) {
      mkdirSync(join(folder, version));
      write(join(folder, version), version, version);
    }
    symlinkSync("1", current);
    const { watched, seen, replaced } = await watch(current);
    expect(watched.current).toBe("1");
    await watched.refresh();
    expect([seen, replaced]).toEqual([["11"], []]);
    symlinkSync("2", join(folder, "next"));
    renameSync(join(folder, "next"), current);
    await watched.refresh();
    write(current, "3", "3");
    await watched.refresh();
    expect([watched.current, replaced]).toEqual(["3", ["2", "3"]]);
  });

  it("waits for an update that is half done, and tells of one that stays so, once", async () => {
    const folder = temporaryFolder("1", "1");
    const { watched, replaced, failed } = await watch(folder);
    write(folder, "2");
    await watched.refresh();
    expect([watched.current, failed]).toEqual(["1", []]);
    expect(watched.failure).toMatchObject({ message: "2 and 1 do not fit" });
    write(folder, "2", "2");
    await watched.refresh();
    expect([watched.current, watched.failure, failed]).toEqual(["2", undefined, []]);
    write(folder, "3");
    for (let look = 0; look < 4; look++) await watched.refresh();
    expect([watched.current, failed]).toEqual(["2", ["3 and 2 do not fit"]]);
    write(folder, "2");
    await watched.refresh();
    expect([watched.failure, replaced]).toEqual([undefined, ["2"]]);
  });

  it("tells again of files that change and are of no use still", async () => {
    const folder = temporaryFolder("1", "1");
    const { watched, failed } = await watch(folder);
    for (const text of ["2", "3"]) {
      write(folder, text);
      for (let look = 0; look < 3; look++) await watched.refresh();
    }
    expect(failed).toEqual(["2 and 1 do not fit", "3 and 1 do not fit"]);
  });

  it("tells one text that moves from file to file from what was there", async () => {
    const read = ([a, b]: readonly Buffer[]) => `${a}|${b}`;
    const folder = temporaryFolder("1", "11");
    const { watched } = await watch(folder, { read });
    write(folder, "11", "1");
    await watched.refresh();
    expect(watched.current).toBe("11|1");
  });

  it("tells of files that are gone, and takes them up again", async () => {
    const folder = temporaryFolder("1", "1");
    const { watched, failed } = await watch(folder);
    rmSync(join(folder, "b"));
    await watched.refresh();
    await watched.refresh();
    expect(watched.failure).toMatchObject({ name: "TlsIdentityError", code: "ERR_TLS_IDENTITY_FILE" });
    expect([watched.current, failed]).toEqual(["1", [expect.stringMatching(/\/b cannot be read: ENOENT/)]]);
    write(folder, "2", "2");
    await watched.refresh();
    expect(watched.current).toBe("2");
  });

  it("needs files that can be used at the start", async () => {
    await expect(watch(temporaryFolder("1", "2"))).rejects.toThrow("1 and 2 do not fit");
    await expect(watch(temporaryFolder("1"))).rejects.toMatchObject({ code: "ERR_TLS_IDENTITY_FILE" });
  });

  it("is a warning of the process where nobody is to be told", async () => {
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());
    const folder = temporaryFolder("1", "1");
    const watched = await watchFiles([join(folder, "a")], {
      read([a]) {
        if (String(a) !== "1") throw new Error("not 1");
      },
    });
    onTestFinished(() => watched.close());
    write(folder, "2");
    await watched.refresh();
    await watched.refresh();
    expect(warn.mock.calls).toEqual([[expect.objectContaining({ message: "not 1" })]]);
  });
});

describe("the looking", () => {
  it("goes on by itself, every five seconds, until it is closed", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    onTestFinished(() => void vi.useRealTimers());
    const folder = temporaryFolder("1", "1");
    const { watched, replaced } = await watch(folder);
    write(folder, "2", "2");
    vi.advanceTimersByTime(5_000);
    await eventually(() => expect(watched.current).toBe("2"));
    watched.close();
    expect(vi.getTimerCount()).toBe(0);
    expect(replaced).toEqual(["2"]);
  });

  it("is one at a time, and sees what changed while another was under way", async () => {
    const folder = temporaryFolder("1", "1");
    const { watched, seen, replaced } = await watch(folder);
    write(folder, "2", "2");
    const looks = [watched.refresh(), watched.refresh()];
    await vi.waitUntil(() => seen.length === 2, { interval: 1 });
    write(folder, "3", "3");
    await Promise.all([...looks, watched.refresh()]);
    expect([seen, replaced]).toEqual([
      ["11", "22", "33"],
      ["2", "3"],
    ]);
  });

  it("goes on after a callback that throws, of which its caller hears", async () => {
    const folder = temporaryFolder("1", "1");
    const { watched } = await watch(folder, {
      onReplaced() {
        throw new Error("no");
      },
    });
    write(folder, "2", "2");
    await expect(watched.refresh()).rejects.toThrow("no");
    await watched.refresh();
    expect([watched.current, watched.failure]).toEqual(["2", undefined]);
  });
});
