import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/config/read-config.js";
import { settingNames, settings, variableName } from "../../src/config/settings.js";
import { createMetrics } from "../../src/metrics.js";
import { temporaryFolder } from "../support/folder.js";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

/** What stands in backquotes in the cells of a section's table rows, by column. */
function cellsOf(section: string): string[][][] {
  const [, text = ""] = readme.split(`\n## ${section}\n`);
  const [own = ""] = text.split("\n## ");
  const rows = own.split("\n").filter((line) => line.startsWith("| "));
  return rows.map((row) => {
    return row.split("|").map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name));
  });
}

describe("the README", () => {
  it("starts with settings that work", () => {
    const example = /<<'END'\n(.*?)\nEND\n/s.exec(readme)?.[1] ?? "";
    const cwd = temporaryFolder({ "clearbank-webhooks.json": example });
    expect(readConfig({ cwd, env: {} })).toMatchObject({
      environment: "simulation",
      keyFile: join(cwd, "private.key"),
      forwardUrl: new URL("http://localhost:3000/clearbank"),
    });
  });

  it("has each setting with its variable and default, and no other", () => {
    const rows = cellsOf("Settings");
    const columns = (index: number) => rows.flatMap((row) => row[index] ?? []);
    expect(columns(1)).toEqual(settingNames.filter((name) => !settings[name].isSecret));
    expect(columns(2)).toEqual(settingNames.map(variableName));
    const defaults = settingNames
      .map((name) => settings[name].default)
      .filter((value) => {
        return value !== undefined && !Array.isArray(value);
      });
    expect(columns(3)).toEqual(defaults.map(String));
  });

  it("has each metric of the service, and no other", async () => {
    const now = () => new Date();
    const metrics = createMetrics({ certificates: { tls: now() }, token: now() }, now);
    const text = await metrics.render(undefined);
    const names = [...text.matchAll(/^# TYPE (clearbank_webhooks_\w+)/gm)].map(([, name]) => name);
    const described = cellsOf("Watching it").flatMap((row) => row[1] ?? []);
    expect(described.map((name) => name.replace(/\{.*/, "")).sort()).toEqual(names.sort());
  });

  it("has each reason of a refusal", async () => {
    const text = await createMetrics({ certificates: {}, token: undefined }, () => new Date()).render(
      undefined,
    );
    const reasons = [...text.matchAll(/refused_total\{reason="([^"]+)"\}/g)].map(([, reason]) => reason);
    expect(
      cellsOf("Refusals")
        .flatMap((row) => row[1] ?? [])
        .sort(),
    ).toEqual(reasons.sort());
  });
});
