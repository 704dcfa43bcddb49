import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/config/read-config.js";
import { settingNames, settings, variableName } from "../../src/config/settings.js";
import { catalogue } from "../../src/shop/catalogue.js";
import { temporaryFolder } from "../support/folder.js";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

/** What stands in backquotes in the cells of the settings' rows, by column. */
function cells(column: number): string[] {
  const [, text = ""] = readme.split("\n## Settings\n");
  const [own = ""] = text.split("\n## ");
  const rows = own.split("\n").filter((line) => line.startsWith("| "));
  return rows.flatMap((row) =>
    [...(row.split("|")[column] ?? "").matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
  );
}

describe("the README", () => {
  it("has settings for the test environment that work", () => {
    const example = /<<'END'\n(.*?)\nEND\n/s.exec(readme)?.[1] ?? "";
    const cwd = temporaryFolder({ "worldline-checkout.json": example });
    expect(readConfig({ cwd, env: { COUNTERSIGN_NOTIFICATION_TOKEN: "x" } })).toMatchObject({
      acquirer: "rabobank",
      certificateFile: join(cwd, "certificate.pem"),
    });
  });

  it("has each setting with its variable and default, and no other", () => {
    expect(cells(1)).toEqual(settingNames.filter((name) => !settings[name].isSecret));
    expect(cells(2)).toEqual(settingNames.map(variableName));
    const defaults = settingNames.map((name) => settings[name].default);
    expect(cells(3)).toEqual(
      defaults.filter((value) => value !== undefined && !Array.isArray(value)).map(String),
    );
  });

  it("is right about the postcards, whose number is the amount", () => {
    expect(catalogue.find(({ sku }) => sku === "postcard")?.cents).toBe(100);
  });
});
