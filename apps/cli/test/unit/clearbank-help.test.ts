import { afterAll, describe, expect, it } from "vitest";
import { commands } from "../../src/commands.js";
import { openTerminal } from "../support/terminal.js";

const terminal = openTerminal();
afterAll(terminal.remove);

describe("commands of three words", () => {
  it.each([
    ["clearbank", 7],
    ["clearbank profile", 4],
    ["clearbank webhook", 2],
  ])("are listed by the help of the group %s", async (group, count) => {
    const { stdout } = await terminal.succeed([...group.split(" "), "--help"]);
    expect(stdout).toContain(`countersign ${group}: ${count} commands`);
    for (const { name } of commands.filter(({ name }) => name.startsWith(`${group} `)))
      expect(stdout).toMatch(new RegExp(`^ {2}${name} `, "m"));
    expect((await terminal.succeed(["help", ...group.split(" ")])).stdout).toBe(stdout);
  });

  it.each<[line: string, message: RegExp]>([
    ["clearbank", /"clearbank" needs a command behind it; "countersign clearbank --help"/],
    ["clearbank nonsense", /no command "clearbank nonsense"; "countersign clearbank --help"/],
    [
      "clearbank profile",
      /"clearbank profile" needs a command behind it; "countersign clearbank profile --help"/,
    ],
    [
      "clearbank profile nonsense",
      /no command "clearbank profile nonsense"; "countersign clearbank profile --help"/,
    ],
    ["clearbank profile check", /DIR is missing\. "countersign clearbank profile check --help"/],
  ])("are refused as others are: countersign %s", async (line, message) => {
    const { exitCode, stdout, stderr } = await terminal.run(line.split(" "));
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(message);
  });

  it("have a name that is not the beginning of another's, so that the first words tell which it is", () => {
    for (const { name } of commands)
      expect(commands.filter((other) => `${other.name} `.startsWith(`${name} `))).toHaveLength(1);
  });
});
