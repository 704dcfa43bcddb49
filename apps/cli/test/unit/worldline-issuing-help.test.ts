import {
  type IssuingOperation,
  type IssuingOperationTable,
  issuingOperations,
} from "@countersign/worldline/issuing";
import { afterAll, describe, expect, it } from "vitest";
import { usage } from "../../src/help.js";
import { nameOptions, thingsOf } from "../../src/worldline-issuing/names.js";
import { issuingCommands } from "../../src/worldline-issuing/operation-commands.js";
import { optionName } from "../../src/worldline-issuing/option-name.js";
import { queryOptions } from "../../src/worldline-issuing/query.js";
import { settingsOptions } from "../../src/worldline-issuing/settings.js";
import { openTerminal } from "../support/terminal.js";

const terminal = openTerminal();
afterAll(terminal.remove);

const table: IssuingOperationTable = issuingOperations;
const operations = Object.entries(table).flatMap(([resource, own]) =>
  Object.entries(own).map(
    ([name, operation]) => [`${optionName(resource)} ${optionName(name)}`, operation] as const,
  ),
);
const namesIn = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name = ""]) => (name === "issuerId" ? [] : [name]));

const help = async (...words: string[]) =>
  (await terminal.succeed(["worldline", "issuing", ...words, "--help"])).stdout;

describe("help of worldline issuing", () => {
  it("lists the resources, and is where the help of worldline leads", async () => {
    const stdout = await help();
    for (const [resource, own] of Object.entries(table)) {
      const names = Object.keys(own).map(optionName).join(", ");
      expect(stdout).toMatch(new RegExp(`^ {2}${optionName(resource)} +${names}$`, "m"));
    }
    expect((await terminal.succeed(["help", "worldline", "issuing"])).stdout).toBe(stdout);
    for (const args of [["--help"], ["worldline", "--help"]])
      expect((await terminal.succeed(args)).stdout).toMatch(/^ {2}worldline issuing +call the card issuing/m);
  });

  it.each(Object.entries(table))(
    "of %s lists its operations, with method and path",
    async (resource, own) => {
      const stdout = await help(optionName(resource));
      for (const [name, { method, paths, isBeta, isDeprecated }] of Object.entries(own)) {
        const marks = isDeprecated ? " (beta, deprecated)" : isBeta ? " (beta)" : "";
        const line = `worldline issuing ${optionName(resource)} ${optionName(name)}`;
        expect(stdout.replace(/\s{3,}(?=[A-Z])/g, "  ")).toContain(
          `${line}  ${method} ${paths[0]}${marks}\n`,
        );
      }
    },
  );

  it.each(operations)(
    "of %s lists its options, and has an example that is right",
    async (name, operation) => {
      const stdout = await help(...name.split(" "));
      const command = issuingCommands.find((each) => each.name === `worldline issuing ${name}`);
      if (command === undefined) throw new Error(`no command ${name}`);
      expect(stdout).toContain(`Usage: ${usage(command)}\n`);
      expect(stdout).not.toContain("undefined");
      const { paths, query = {}, request, response } = operation;
      for (const each of [...paths.flatMap(namesIn), ...Object.keys(query)])
        expect(stdout).toMatch(new RegExp(`^ {2}--${optionName(each)} `, "m"));
      const unmarked = stdout.replace(/ \(beta.*\)$/m, "");
      for (const path of paths) expect(unmarked).toContain(`${operation.method} ${path}\n`);
      expect(/^ {2}--body FILE /m.test(stdout)).toBe(request !== undefined);
      expect(/^ {2}--limit N /m.test(stdout)).toBe(response.endsWith("[]"));
      expect(/^ {2}--issuer ID /m.test(stdout)).toBe(paths[0]?.startsWith("/issuers/"));
      expect(stdout.includes("the same --correlation-id")).toBe(operation.isIdempotent === true);
      // All but the secret, which is not set, and files.
      const args = command.example.split(" ").slice(1);
      const { exitCode, stderr } = await terminal.run(args, { stdin: "{}" });
      expect(stderr).toMatch(request ? /ERR_FILE_MISSING: body\.json/ : /ERR_USAGE: .*--secret-env names/);
      expect(exitCode).toBe(request ? 1 : 2);
    },
  );

  it("names the values of a list, which the usage leaves out", async () => {
    const stdout = await help("credit-transfers", "list");
    expect(stdout).toMatch(
      /--reimbursement-triggers NAME \.\.\. +reimbursementTriggers: ON_DEMAND, CYCLIC, DAILY, /,
    );
  });
});

describe("the options of an operation", () => {
  it.each(operations)(
    "of %s name a thing in exactly one of its ways, and so each path",
    (_name, operation) => {
      const ways = thingsOf(operation).reduce<string[][]>(
        (all, names) => all.flatMap((way) => names.map((name) => [...way, name])),
        [[]],
      );
      const sorted = (all: readonly (readonly string[])[]) => all.map((way) => [...way].sort().join()).sort();
      expect(sorted(ways)).toEqual(sorted(operation.paths.map(namesIn)));
    },
  );

  it.each(operations)("of %s have names that no other has", (_name, operation: IssuingOperation) => {
    const names = [
      ...Object.keys(nameOptions(operation)),
      ...Object.keys(queryOptions(operation)),
      ...Object.keys(settingsOptions),
      ...["body", "limit", "issuer", "json", "help"],
    ];
    expect(new Set(names).size).toBe(names.length);
  });
});

it.each<[line: string, message: RegExp]>([
  ["", /"worldline issuing" needs a command behind it; "countersign worldline issuing --help" lists them/],
  ["nonsense", /no command "worldline issuing nonsense"; "countersign worldline issuing --help" lists/],
  ["contracts", /"worldline issuing contracts" needs a command behind it; .* contracts --help" lists/],
  ["contracts nonsense", /no command "worldline issuing contracts nonsense"; .* contracts --help" lists/],
])("an operation that there is not is refused: %s", async (line, message) => {
  const words = line === "" ? [] : line.split(" ");
  const { exitCode, stdout, stderr } = await terminal.run(["worldline", "issuing", ...words]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toMatch(message);
});
