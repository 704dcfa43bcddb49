import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseCliOptions } from "../../src/cli-options.js";
import { readConfig } from "../../src/config/read-config.js";
import { optionName, settingNames, settings, variableName } from "../../src/config/settings.js";
import { createMetrics } from "../../src/metrics.js";
import { refusalCodes } from "../../src/refusal.js";
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

const columnOf = (section: string, index: number) => cellsOf(section).flatMap((row) => row[index] ?? []);

describe("the README", () => {
  it("starts with a command line that works", () => {
    const [, line = ""] = /countersign-mtls-proxy\.js ((?:.|\n)*?)\n```/.exec(readme) ?? [];
    const args = line.replaceAll(/\\\n/g, " ").split(/\s+/).filter(Boolean);
    const { settings: options } = parseCliOptions(args);
    expect(readConfig({ cwd: temporaryFolder(), env: {}, options })).toMatchObject({
      upstream: new URL("https://api-t2s-test.clearstream.com"),
      allow: ["/authmanager/oauth2/access_token", "/playground"],
    });
  });

  it("has each setting with its option, variable and default, and no other", () => {
    const open = settingNames.filter((name) => !settings[name].isSecret);
    expect(columnOf("Settings", 1)).toEqual(open);
    expect(columnOf("Settings", 2)).toEqual(settingNames.map(variableName));
    const defaults = settingNames
      .map((name) => settings[name].default)
      .filter((value) => value !== undefined && !Array.isArray(value));
    expect(columnOf("Settings", 3)).toEqual(defaults.map(String));
    for (const name of open) expect(optionName(name)).toMatch(/^[a-z-]+$/);
  });

  it("has each metric, and no other", async () => {
    const metrics = createMetrics({ certificateExpiries: () => ({}), unusableFiles: () => 0 });
    const text = await metrics.render();
    const names = [...text.matchAll(/^# TYPE ((?:mtls_proxy|countersign)_\w+)/gm)].map(([, name]) => name);
    const described = columnOf("Watching it", 1).map((name) => name.replace(/\{.*/, ""));
    expect(described.sort()).toEqual(names.sort());
  });

  it("has each answer of the proxy's own", () => {
    expect(columnOf("Answers of its own", 1)).toEqual(refusalCodes);
  });
});
