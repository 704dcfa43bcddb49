import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type IssuingServer, startIssuingServer } from "../support/issuing-server.js";
import { openTerminal } from "../support/terminal.js";

const terminal = openTerminal();
let server: IssuingServer;

beforeAll(async () => {
  server = await startIssuingServer(terminal);
});
beforeEach(() => server.reset());
afterAll(async () => {
  await server?.close();
  terminal.remove();
});

const run = (words: string, options: readonly string[] = [], stdin = "") =>
  terminal.run(["worldline", "issuing", ...words.split(" "), ...server.options, ...options], {
    env: server.env,
    stdin,
  });
const issuer = ["--issuer", "123456"];
const account = ["--account-reference", "A/1"];

describe("countersign worldline issuing", () => {
  it("shows an object, each member in a line, amounts as decimals", async () => {
    server.data = () =>
      JSON.stringify({
        contractIdentifier: { contractReference: "c-1", issuerContractExternalReference: "ext" },
        status: "ACTIVE",
        fees: [{ fee: { value: 20017, exponent: 2, isoCode: "EUR" }, waived: false }],
        flags: [],
        names: ["a", "b"],
      });
    const { exitCode, stdout, stderr } = await run("contracts retrieve", [
      ...issuer,
      ...["--contract-reference", "c-1", "--embed", "contractFees", "--embed", "accounts"],
      ...["--related-resource-base-info-only", "false"],
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toBe(`contractIdentifier.contractReference                c-1
contractIdentifier.issuerContractExternalReference  ext
status                                              ACTIVE
fees[0].fee                                         200.17 EUR
fees[0].waived                                      false
flags                                               none
names                                               a, b
`);
    expect(server.calls).toMatchObject([
      {
        method: "GET",
        target:
          "/issuers/123456/contracts/c-1?relatedResourceBaseInfoOnly=false&embed=contractFees&embed=accounts",
        headers: { authorization: "Bearer token" },
      },
    ]);
  });

  it("takes the other way to name a thing, and the ids of a call", async () => {
    const ids = ["--correlation-id", "id-1", "--origin", "desk", "--username", "jane"];
    const { exitCode, json } = await run("corporate-employee-accounts retrieve", [
      ...[...issuer, ...ids, "--json"],
      ...["--issuer-contract-external-reference", "C 1", "--account-reference", "A/1"],
    ]);
    expect(exitCode).toBe(0);
    expect(json).toEqual({
      ok: true,
      data: {},
      responseMetadata: { correlationId: "id-1", statusCode: 200, statusMessage: "Executed successfully" },
    });
    expect(server.calls).toMatchObject([
      {
        target:
          "/issuers/123456/corporate-contracts/external-contracts/C%201/corporate-employee-accounts/A%2F1",
        headers: { "wl-correlation-id": "id-1", "wl-origin": "desk", "wl-username": "jane" },
      },
    ]);
  });

  it("prints amounts and rates with --json as they are on the wire, no digit lost", async () => {
    const data =
      '{"amount":{"value":9007199254740993,"exponent":2,"isoCode":"EUR"},"exchangeRate":1.10,"count":3}';
    server.data = () => data;
    const { stdout } = await run("operations retrieve", [
      ...[...issuer, ...account, "--operation-id", "1", "--json"],
    ]);
    expect(stdout).toContain(`"data":${data}`);
    server.data = () => '{"amount":{"value":"none","exponent":2,"isoCode":"EUR"}}';
    const odd = await run("operations retrieve", [...issuer, ...account, "--operation-id", "1", "--json"]);
    expect(odd.json.data).toEqual({ amount: { value: "none", exponent: 2, isoCode: "EUR" } });
  });

  it.each(["-", "body.json"])("sends the body of %s, no digit lost", async (file) => {
    const body =
      '{"issuerIds":["1"],"amount":{"value":9007199254740993,"exponent":2,"isoCode":"EUR"},"page":1}';
    terminal.write("body.json", body);
    server.data = () => "[]";
    const { exitCode, stdout, stderr } = await run("operations search-all", ["--body", file], body);
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: "There are none.\n", stderr: "" });
    expect(server.calls).toMatchObject([{ method: "POST", target: "/search-operations", body }]);
  });

  it("says what Worldline says where there is no data", async () => {
    server.data = () => "null";
    const card = ["--card-reference", "1", "--letter-id", "2"];
    expect((await run("letters delete", [...issuer, ...card])).stdout).toBe("Executed successfully\n");
    expect(server.calls).toMatchObject([{ method: "DELETE", target: "/issuers/123456/cards/1/letters/2" }]);
  });

  it("warns of what Worldline deprecates", async () => {
    terminal.write("body.json", "{}");
    const { exitCode, stderr } = await run("brand-advice advise", [...issuer, "--body", "body.json"]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: "countersign: warning: Worldline deprecates this operation.\n",
    });
  });
});

describe("lists", () => {
  const item = (number: number) =>
    `{"operationIdentifier":{"operationId":"${number}"},"amount":{"value":-5,"exponent":2,"isoCode":"EUR"},"lines":[{"a":1}]}`;
  const page = (target: string) => Number(/page=(\d+)/.exec(target)?.[1] ?? 0);
  const fees = ["--contract-reference", "c", ...issuer];

  beforeEach(() => {
    server.data = (target) => `[${item(2 * page(target))},${item(2 * page(target) + 1)}]`;
    server.next = (target) =>
      page(target) < 2 ? `${target.replace(/\?.*/, "")}?page=${page(target) + 1}` : undefined;
  });

  it("are shown over all their pages, an item in each line", async () => {
    const { exitCode, stdout, stderr } = await run("contracts list-fees", fees);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toBe(
      `operationId  amount\n${[0, 1, 2, 3, 4, 5].map((id) => `${String(id).padEnd(11)}  -0.05 EUR\n`).join("")}\n1 more member: --json has all.\n`,
    );
    expect(server.calls).toHaveLength(3);
  });

  it.each([
    [2, 1, true],
    [3, 2, true],
    [4, 2, true],
    [5, 3, true],
    [6, 3, false],
    [7, 3, false],
  ])("end after %s items and %s calls", async (limit, calls, hasMore) => {
    const { json } = await run("contracts list-fees", [...fees, "--limit", String(limit), "--json"]);
    expect(json.data).toHaveLength(Math.min(limit, 6));
    expect(json).toMatchObject({ ok: true, hasMore });
    expect(json.warnings).toEqual(
      hasMore ? [`There are more than ${limit}: --limit says how many are fetched.`] : undefined,
    );
    expect(server.calls).toHaveLength(calls);
  });

  it("end after 100 by default, and it is said that there are more", async () => {
    const many = Array.from({ length: 101 }, (_, number) => item(number));
    server.data = () => `[${many.join()}]`;
    server.next = () => undefined;
    const { stdout, stderr } = await run("contracts list-fees", fees);
    expect(stdout.match(/EUR$/gm)).toHaveLength(100);
    expect(stderr).toBe(
      "countersign: warning: There are more than 100: --limit says how many are fetched.\n",
    );
  });
});

describe("refusals", () => {
  it("have Worldline's words and the correlation id, and nothing that a terminal obeys", async () => {
    server.status = 404;
    server.statusMessage = "Card\u001b[31m not found";
    const card = ["--card-reference", "1", "--letter-id", "2", "--correlation-id", "id-1"];
    const { exitCode, stdout, stderr } = await run("letters retrieve", [...issuer, ...card]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(
      /^countersign: ERR_WORLDLINE_ISSUING: Worldline answered 404 to GET https:\S+\/letters\/2: Card\\u001b\[31m not found \(WL-Correlation-ID id-1\)\n$/,
    );
    const { json } = await run("letters retrieve", [...issuer, ...card, "--json"]);
    expect(json).toMatchObject({
      ok: false,
      code: "ERR_WORLDLINE_ISSUING",
      statusCode: 404,
      statusMessage: server.statusMessage,
      correlationId: "id-1",
    });
  });

  it("of the token name no secret", async () => {
    const { exitCode, stderr } = await terminal.run(
      ["worldline", "issuing", "letter-templates", "list", ...issuer, ...server.options],
      { env: { ISSUING_SECRET: "wrong-secret" } },
    );
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^countersign: ERR_TOKEN_REFUSED: /);
    expect(stderr).not.toContain("wrong-secret");
    expect(server.calls).toEqual([]);
  });
});

describe("wrong usage", () => {
  const range = ["--start-time", "2026-01-01T00:00:00Z", "--end-time", "2026-02-01T00:00:00Z"];
  const closed = (date: string) => [...account, "--cycle-closure-date", date];
  it.each<[what: string, words: string, options: readonly string[], message: RegExp]>([
    [
      "no name",
      "statements list",
      [],
      /One of --account-reference and --issuer-account-external-reference is/,
    ],
    [
      "two names",
      "statements list",
      [...account, "--issuer-account-external-reference", "x"],
      /Give only one of --account-reference and --issuer-account-external-reference/,
    ],
    ["one of two things", "statements retrieve", account, /--cycle-closure-date DATE is missing/],
    [
      "a name that leads elsewhere",
      "statements list",
      ["--account-reference", ".."],
      /--account-reference must/,
    ],
    [
      "a day in the place of a time",
      "statements retrieve",
      closed("2026-01-31"),
      /--cycle-closure-date must be/,
    ],
    [
      "a date that is none",
      "statements retrieve",
      closed("2026-13-31T00:00:00Z"),
      /--cycle-closure-date must/,
    ],
    [
      "another operation's name",
      "statements retrieve",
      closed("last"),
      /--cycle-closure-date must be a date/,
    ],
    [
      "a wrong time",
      "operations list",
      [...account, ...range.slice(0, 3), "yesterday"],
      /--end-time must be a date and time with its zone, such as 2026-01-31T23:59:59Z/,
    ],
    ["no time", "operations list", [...account, ...range.slice(0, 2)], /--end-time DATE is missing/],
    ["a wrong count", "operations list", [...account, ...range, "--page", "-1"], /'--page/],
    ["no count", "operations list", [...account, ...range, "--page", "x"], /--page must be a whole number/],
    ["a wrong sort", "operations list", [...account, ...range, "--sort", "up"], /--sort is one of asc, desc/],
    [
      "a wrong flag",
      "operations list",
      [...account, ...range, "--print-on-statement", "yes"],
      /--print-on-statement is one of true, false/,
    ],
    ["a wrong part", "statements list", [...account, "--embed", "x"], /--embed is one of reprintHistory/],
    ["a wrong limit", "statements list", [...account, "--limit", "0"], /--limit is a whole number from 1 to/],
    ["a limit of what is no list", "statements retrieve-last", ["--limit", "1"], /Unknown option '--limit'/],
    ["no body", "product-extensions advise", [], /--body FILE is missing/],
    ["a body of what takes none", "statements list", [...account, "--body", "-"], /Unknown option '--body'/],
    ["a secret as an argument", "statements list", ["--secret", "hunter2"], /Secrets are not taken as argum/],
    [
      "a header over two lines",
      "statements list",
      [...account, "--origin", "a\nb"],
      /--origin must be ASCII/,
    ],
    [
      "a wrong id",
      "statements list",
      [...account, "--correlation-id", " "],
      /--correlation-id must be ASCII/,
    ],
  ])("%s is refused before anything is sent", async (_what, words, options, message) => {
    const { exitCode, stdout, stderr } = await run(words, [...issuer, ...options]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/^countersign: ERR_USAGE: .* --help" shows how\.\n$/);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("hunter2");
    expect(server.calls).toEqual([]);
  });

  it("an issuer that would be another path is refused", async () => {
    const { exitCode, stderr } = await run("letter-templates list", ["--issuer", ".."]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/ERR_USAGE: --issuer must be a text that can stand in a path\./);
  });

  it.each<[what: string, text: string, message: RegExp]>([
    ["no JSON", '{"a":', /body\.json: The text is not JSON, from position 5 on\./],
    ["a list", "[]", /body\.json: The body must be a JSON object/],
    ["a number", "1", /body\.json: The body must be a JSON object/],
    ["a member twice", '{"a":1,"a":2}', /body\.json: The text names a member twice/],
    [
      "a long reference without quotes",
      '{"a":[{"b":9999999999999999}]}',
      /body\.json: a\[0\]\.b is a number/,
    ],
    ["a decimal", '{"percentage":1.5}', /body\.json: percentage is a number with decimals/],
  ])("a body that is %s is refused", async (_what, text, message) => {
    terminal.write("body.json", text);
    const { exitCode, stdout, stderr } = await run("operations search-all", ["--body", "body.json"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(/^countersign: ERR_BODY_MALFORMED: /);
    expect(stderr).toMatch(message);
    expect(server.calls).toEqual([]);
  });

  const client = ["--client-id", "a", "--secret-env", "ISSUING_SECRET", ...issuer];
  it.each<[options: readonly string[], message: RegExp]>([
    [[], /One of --environment and --api is missing/],
    [["--environment", "production"], /--environment is one of sandbox/],
    [["--environment", "sandbox", "--api", "https://x"], /Give only one of --environment and --api/],
    [["--environment", "sandbox", "--token-url", "https://x"], /--token-url goes with --api only/],
    [["--api", "https://x"], /--token-url URL is missing, which goes with --api/],
    [["--api", "http://x", "--token-url", "https://x"], /--api begins with https:\/\//],
    [["--api", "https://x", "--token-url", "http://x"], /--token-url begins with https:\/\//],
    [["--api", "https://u:hunter2@x", "--token-url", "https://x"], /--api begins with https:\/\//],
  ])("settings that do not say where: %s", async (options, message) => {
    const args = ["worldline", "issuing", "letter-templates", "list", ...client, ...options];
    const { exitCode, stdout, stderr } = await terminal.run(args, { env: server.env });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("hunter2");
  });
});
