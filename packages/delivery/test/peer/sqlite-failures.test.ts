import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openSqliteInbox, openSqliteOutbox, type SqliteInbox } from "../../src/sqlite/index.js";
import { endScript, startScript } from "../support/child.js";
import { expectCode } from "../support/expect-error.js";
import { message } from "../support/message.js";
import { describeWithPrograms } from "../support/program.js";
import { describeWithSqlite, temporaryFolder } from "../support/sqlite.js";

describeWithSqlite("a file that cannot be used", () => {
  it("is refused while another process has it, and opened once that has crashed", async () => {
    const file = join(temporaryFolder(), "inbox.sqlite");
    const other = await startScript("test/support/lock-file.mjs", [file]);
    await expectCode("ERR_DELIVERY_LOCKED", /^Another process.* has .*inbox\.sqlite open/, () => open(file));
    await endScript(other);
    const inbox = await open(file);
    await expect(inbox.accept(message("a"))).resolves.toBe("accepted");
  });

  it("is refused while an inbox of this process has it, also to an outbox", async () => {
    const file = join(temporaryFolder(), "inbox.sqlite");
    const inbox = await open(file);
    await expectCode("ERR_DELIVERY_LOCKED", /each file has one owner/, () => open(file));
    await expectCode("ERR_DELIVERY_LOCKED", /each file has one owner/, () =>
      openSqliteOutbox({ file, windowMs: 1 }),
    );
    await inbox.close();
    await open(file);
  });

  it("is refused where its folder is missing or read-only, or it is no database", async () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, "text"),
      "This is a text and no database, though long enough to look at.".repeat(20),
    );
    for (const file of [
      join(folder, "missing/inbox.sqlite"),
      join(readOnlyFolder(), "inbox"),
      join(folder, "text"),
    ]) {
      await expectCode(
        "ERR_DELIVERY_UNREADABLE",
        /cannot be opened for writing .* must exist and be writable/,
        () => open(file),
      );
    }
  });

  it("is tidy when the inbox was closed: no log beside it", async () => {
    const file = join(temporaryFolder(), "inbox.sqlite");
    const inbox = await open(file);
    await inbox.accept(message("a"));
    expect(existsSync(`${file}-wal`)).toBe(true);
    await inbox.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
    await expect((await open(file)).stats()).resolves.toMatchObject({ waiting: 1 });
  });
});

describeWithPrograms({ prlimit: "util-linux" }, "a disk that is full", () => {
  describeWithSqlite("under an inbox in SQLite", () => {
    it("has nothing acknowledged that is not stored, and is over when there is room again", async () => {
      const file = join(temporaryFolder(), "inbox.sqlite");
      const inbox = await open(file);
      const accepted: string[] = [];
      const refused: unknown[] = [];
      const accept = async (from: number) => {
        for (let index = from; index < from + 40; index += 1) {
          const given = message(String(index), { body: Buffer.alloc(20_000, "x") });
          await inbox.accept(given).then(
            () => accepted.push(given.key),
            (error) => refused.push(error),
          );
        }
      };
      // No file of this process may grow further: to SQLite it looks like a full disk.
      limitFileSize(statSync(`${file}-wal`).size + 300_000);
      onTestFinished(() => limitFileSize("unlimited"));
      await accept(0);
      expect(accepted.length).toBeGreaterThan(5);
      expect(refused.length).toBeGreaterThan(5);
      for (const error of refused) {
        expect(error).toMatchObject({
          code: "ERR_DELIVERY_UNAVAILABLE",
          message: expect.stringMatching(/^SQLite could not write \(SQLITE_(?:FULL|IOERR)/),
        });
      }
      await expect(inbox.stats()).resolves.toMatchObject({ waiting: accepted.length });
      limitFileSize("unlimited");
      const before = refused.length;
      await accept(100);
      expect(refused).toHaveLength(before);
      await inbox.close();
      const stored = await open(file);
      const keys: string[] = [];
      const stop = new AbortController();
      await stored.process(
        ({ key }) => {
          keys.push(key);
          if (keys.length === accepted.length) stop.abort();
        },
        { signal: stop.signal },
      );
      expect(keys.sort()).toEqual(accepted.sort());
    });
  });
});

async function open(file: string): Promise<SqliteInbox> {
  const inbox = await openSqliteInbox({ file });
  onTestFinished(() => inbox.close());
  return inbox;
}

/** Root may write to every folder but those of the kernel. */
function readOnlyFolder(): string {
  if (process.getuid?.() === 0) return "/proc";
  const folder = temporaryFolder();
  chmodSync(folder, 0o500);
  return folder;
}

function limitFileSize(bytes: number | "unlimited"): void {
  const { status } = spawnSync("prlimit", ["--pid", String(process.pid), `--fsize=${bytes}:`]);
  if (status !== 0) throw new Error("prlimit failed");
}
