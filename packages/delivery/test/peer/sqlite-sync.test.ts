import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runChild } from "../support/child.js";
import { describeWithPrograms } from "../support/program.js";
import { describeWithSqlite, temporaryFolder } from "../support/sqlite.js";

describeWithPrograms({ strace: "strace" }, "what the kernel is asked", () => {
  describeWithSqlite("by the inbox in SQLite", () => {
    it("is to sync the file between a message's arrival and its acknowledgement", async () => {
      const folder = temporaryFolder();
      const log = join(folder, "strace.log");
      const file = join(folder, "inbox.sqlite");
      await runChild("strace", [
        ...["-f", "-y", "-o", log, "-e", "trace=write,pwrite64,fsync,fdatasync"],
        ...[process.execPath, "test/support/accept-one.mjs", file],
      ]);
      const calls = readFileSync(log, "utf8").split("\n");
      const arrived = calls.findIndex((call) => call.includes('"arrived\\n"'));
      const acknowledged = calls.findIndex((call) => call.includes('"acknowledged\\n"'));
      expect(arrived).toBeGreaterThan(0);
      expect(acknowledged).toBeGreaterThan(arrived);
      const between = calls.slice(arrived, acknowledged);
      const written = between.findIndex((call) => /pwrite64\(.*inbox\.sqlite-wal/.test(call));
      const synced = between.findLastIndex((call) => /f(?:data)?sync\(.*inbox\.sqlite-wal/.test(call));
      expect(written).toBeGreaterThan(-1);
      expect(synced).toBeGreaterThan(written);
    });
  });
});
