import { afterAll, describe, expect, it } from "vitest";
import { commands } from "../../src/commands.js";
import { usage } from "../../src/help.js";
import { openTerminal } from "../support/terminal.js";

const terminal = openTerminal();
afterAll(terminal.remove);

describe("help", () => {
  it.each([["--help"], ["-h"], ["help"]])("of the program with %s lists every command", async (option) => {
    const { stdout } = await terminal.succeed([option]);
    for (const { name, summary } of commands)
      expect(stdout).toMatch(new RegExp(`^  ${name} +${summary.slice(0, 20)}`, "m"));
    expect(stdout).toMatch(/^Example: countersign /m);
  });

  it.each(["key", "cert", "p12", "body", "http", "tls", "token"])(
    "of the group %s lists its commands",
    async (group) => {
      const { stdout } = await terminal.succeed([group, "--help"]);
      const own = commands.filter(({ name }) => name.startsWith(`${group} `));
      expect(stdout.match(new RegExp(`^ {2}${group} \\S+ `, "gm"))).toHaveLength(own.length);
      expect(stdout).toMatch(new RegExp(`^Example: countersign ${group} `, "m"));
      expect((await terminal.succeed(["help", group])).stdout).toBe(stdout);
    },
  );

  it.each(commands.map((command) => [command.name, command] as const))(
    "of %s has its usage, its options and an example",
    async (name, command) => {
      const { stdout } = await terminal.succeed([...name.split(" "), "--help"]);
      expect(stdout).toContain(`Usage: ${usage(command)}`);
      expect(stdout).not.toContain("undefined");
      for (const option of [...Object.keys(command.options), "json", "help"]) {
        expect(stdout).toMatch(new RegExp(`^ {2}--${option}\\b`, "m"));
      }
      expect(stdout).toMatch(new RegExp(`^Example: countersign ${name} `, "m"));
      expect((await terminal.succeed(["help", ...name.split(" ")])).stdout).toBe(stdout);
    },
  );

  it.each(commands.map((command) => [command.name, command] as const))(
    "has an example of %s that has everything that the command needs",
    (name, { example, options, exactlyOne = [] }) => {
      const required = Object.entries(options).filter(([, spec]) => spec.isRequired);
      for (const [option] of required) expect(example).toContain(`--${option} `);
      for (const group of exactlyOne)
        expect(group.some((option) => example.includes(`--${option} `))).toBe(true);
      expect(example.startsWith(`countersign ${name} `)).toBe(true);
    },
  );

  it("tells the version", async () => {
    expect((await terminal.succeed(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("wrong usage", () => {
  it.each<[line: string, message: RegExp]>([
    ["", /No command is given; "countersign --help"/],
    ["nonsense", /no command "nonsense"/],
    ["http", /"http" needs a command behind it; "countersign http --help"/],
    ["http nonsense", /no command "http nonsense"/],
    ["help nonsense", /no command "nonsense"/],
    ["digest", /FILE is missing/],
    ["digest a b", /1 arguments too many/],
    ["digest --nonsense a", /Unknown option '--nonsense'\. "countersign digest --help" shows how/],
    ["key generate", /--out FILE is missing/],
    ["key generate --out", /Option '--out <value>' argument missing/],
    ["key generate --out a --out b", /--out is given twice/],
    ["key generate --out=", /--out needs a value/],
    ["key generate --out a --bits 1024", /--bits is one of 2048, 3072, 4096/],
    ["key generate --out -", /to a file only/],
    ["key generate --out a --passphrase-env A --passphrase-file b", /Give only one of/],
    ["key generate --out a --passphrase-env NOT_SET", /is not set, or empty/],
    ["p12 truststore ca.pem --out a", /One of --password-env and --password-file is missing/],
    [
      "p12 pack --key a --cert b --out c --password hunter2",
      /Secrets are not taken as arguments.*--password-env/,
    ],
    [
      "csr --key a --subject CN=a --out b --passphrase hunter2",
      /Secrets are not taken as arguments.*--passphrase-env/,
    ],
    ["http sign --key a --headers b message", /One of --cert and --key-id is missing/],
    ["http sign --key a --headers b --cert c --key-id d message", /Give only one of --cert and --key-id/],
    ["http verify --cert a --max-age soon message", /--max-age is a whole number/],
    ["http verify --cert a --profile other message", /--profile is one of strict, worldline/],
    ["cert self-signed --key a --subject CN=a --out b --days 0", /--days is a whole number from 1 to 36500/],
    ["cert needs-renewal --before soon a", /--before is a number of days/],
    ["cert needs-renewal --before 0% a", /--before is a number of days/],
    ["digest --json", /FILE is missing/],
  ])("%s", async (line, message) => {
    const args = line === "" ? [] : line.split(" ");
    const { exitCode, stdout, stderr } = await terminal.run(args);
    expect(exitCode).toBe(2);
    if (args.includes("--json")) {
      expect(JSON.parse(stdout)).toMatchObject({
        ok: false,
        code: "ERR_USAGE",
        message: expect.stringMatching(message),
      });
      return;
    }
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^countersign: ERR_USAGE: .*\n$/);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("hunter2");
  });

  const withSecrets = commands.flatMap((command) =>
    ["passphrase", "password"]
      .filter((secret) => `${secret}-env` in command.options)
      .map((secret) => [command.name, secret, command] as const),
  );
  it.each(withSecrets)(
    "%s takes one %s from the environment or a file, not both",
    async (name, secret, command) => {
      const required = Object.entries(command.options).filter(([, { isRequired }]) => isRequired);
      const valueFor = (option = "") => command.options[option]?.choices?.[0] ?? "1";
      const group = [`--${secret}-env`, "A", `--${secret}-file`, "b"];
      const others = (command.exactlyOne ?? [])
        .filter((alternatives) => !alternatives.includes(`${secret}-env`))
        .flatMap(([option]) => [`--${option}`, valueFor(option)]);
      const args = [
        ...name.split(" "),
        ...required.flatMap(([option]) => [`--${option}`, valueFor(option)]),
        ...group,
        ...others,
      ];
      const { exitCode, stderr } = await terminal.run([...args, ...command.operands.map(() => "x")]);
      expect({ exitCode, stderr }).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining(`Give only one of --${secret}-env and --${secret}-file.`),
      });
    },
  );

  it("does not repeat what was given in the place of a variable's name, which may be the secret", async () => {
    const { exitCode, stderr } = await terminal.run([
      "key",
      "generate",
      "--out",
      "a",
      "--passphrase-env",
      "hunter2",
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).not.toContain("hunter2");
  });

  it("reads standard input once only", async () => {
    const args = ["body", "sign", "--key", "-", "-"];
    const { exitCode, stderr } = await terminal.run(args, { stdin: "-----BEGIN" });
    // The key is read first, and refused; the other way round nothing is left to be read.
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/standard input: No private key/),
    });
    const both = ["body", "verify", "--public-key", "-", "--signature", "AA==", "-"];
    expect((await terminal.run(both, { stdin: publicKey })).stderr).toMatch(
      /ERR_USAGE: Standard input can be read once/,
    );
  });
});

const publicKey = (await terminal.succeed(["key", "generate", "--out", "key.pem"])).stdout;

describe("errors", () => {
  it("say which file is missing", async () => {
    const { exitCode, stderr } = await terminal.run(["digest", "nowhere.json"]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: "countersign: ERR_FILE_MISSING: nowhere.json: there is no such file.\n",
    });
  });

  it("say that a file cannot be read", async () => {
    const { exitCode, stderr } = await terminal.run(["body", "sign", "--key", "key.pem", "."]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: "countersign: ERR_FILE_UNREADABLE: .: cannot be read: it is a folder.\n",
    });
  });

  it("say where nothing can be written", async () => {
    const { exitCode, stderr } = await terminal.run(["key", "generate", "--out", "nowhere/key.pem"]);
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      "countersign: ERR_FILE_UNWRITABLE: nowhere/key.pem: cannot be written: there is no such folder.\n",
    );
  });

  it("say which key cannot be read", async () => {
    terminal.write("broken.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    const { exitCode, stderr } = await terminal.run(["body", "sign", "--key", "broken.pem", "key.pem"]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^countersign: ERR_KEY_UNREADABLE: broken\.pem: The key cannot be read.*\n$/);
  });

  it("are one JSON object on standard output with --json, and nothing else", async () => {
    const { exitCode, stdout, stderr } = await terminal.run(["digest", "--json", "nowhere.json"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
    expect(stdout).toBe(
      '{"ok":false,"code":"ERR_FILE_MISSING","message":"nowhere.json: there is no such file."}\n',
    );
  });

  it("have a stack only where DEBUG is set", async () => {
    const args = ["digest", "nowhere.json"];
    expect((await terminal.run(args)).stderr.split("\n")).toHaveLength(2);
    expect((await terminal.run(args, { env: { DEBUG: "1" } })).stderr).toMatch(/\n\s+at /);
  });

  it("that nobody expected are called a fault, on one line and with exit code 1", async () => {
    const { runCli } = await import("../../src/run-cli.js");
    const written: string[] = [];
    const cli = {
      stdin: (async function* (): AsyncGenerator<string> {
        yield await Promise.reject(new RangeError("first line\nsecond line"));
      })(),
      stdout: { write: () => true },
      stderr: { write: (data: string | Uint8Array) => written.push(String(data)) },
      env: {},
      cwd: terminal.folder,
      now: () => new Date(),
      untilInterrupted: () => new AbortController().signal,
    };
    expect(await runCli(["digest", "-"], cli)).toBe(1);
    expect(written.join("")).toMatch(/^countersign: ERR_UNEXPECTED: first line second line .*fault.*\n$/);
  });
});
