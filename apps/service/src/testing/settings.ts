import { expect } from "vitest";
import { ConfigError } from "../errors.js";
import { type Program, settingsOf } from "../program.js";

/** The lines of the refusal of settings. */
export function problemsOf(config: () => unknown): string[] {
  try {
    config();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message.split("\n");
  }
  throw new Error("The settings were taken.");
}

/** What stands in backquotes in a column of the tables of a README's section, row by row. */
export function columnOf(readme: string, section: string, column: number): string[] {
  const [, text = ""] = readme.split(`\n## ${section}\n`);
  const [own = ""] = text.split("\n## ");
  const rows = own.split("\n").filter((line) => line.startsWith("| "));
  return rows.flatMap((row) =>
    [...(row.split("|")[column] ?? "").matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
  );
}

/** A README's table of settings has each with its variable and default, and no other. */
export function expectSettingsIn<Config>(readme: string, program: Program<Config>): void {
  const settings = settingsOf(program);
  const open = settings.filter(({ isSecret }) => !isSecret);
  const defaults = settings.map((setting) => setting.default);
  expect(columnOf(readme, "Settings", 1)).toEqual(open.map(({ name }) => name));
  expect(columnOf(readme, "Settings", 2)).toEqual(settings.map(({ variable }) => variable));
  expect(columnOf(readme, "Settings", 3)).toEqual(
    defaults.filter((value) => value !== undefined && !Array.isArray(value)).map(String),
  );
}
