import { afterAll, describe, expect, it } from "vitest";
import { openTerminal } from "../support/terminal.js";

const terminal = openTerminal();
afterAll(terminal.remove);

const contact = ["--name", "Ann Other", "--email", "ann@example.com", "--phone", "00123456789"];
const request = ["--ou", "12345", ...contact, "--reference", "API1"];
const mt599 = (...args: string[]) => terminal.run(["clearstream", "mt599", ...args]);

describe("clearstream mt599", () => {
  it("writes the message that asks for the service and the playground", async () => {
    const { exitCode, stdout, stderr } = await mt599("onboarding", ...request, "--out", "-");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout.trimEnd().split("\r\n")).toEqual([
      ":20:API1",
      ":79:ATTN: PRGConnect",
      "SUBJECT: Clearstream APIs",
      "Please add the Clearstream API service",
      "and link the Clearstream API Playground resource",
      "to our Xact OU 12345",
      "Contact details: Ann Other, ann(at)example.com,",
      "00123456789",
    ]);
  });

  it("writes the message that asks for more resources, with the envelope, which validate takes", async () => {
    const more = ["--api", "CmaX", "--api", "D7", "--related-reference", "API0", "--sender", "ABCDLULLXXX"];
    const { exitCode, json } = await mt599("link", ...request, ...more, "--out", "link.txt", "--json");
    expect(exitCode).toBe(0);
    const written = terminal.read("link.txt").toString();
    expect(json).toMatchObject({ ok: true, file: "link.txt", message: written });
    expect(written).toMatch(
      /^\{1:F01ABCDLULL.XXX\d{10}\}\{2:I599CEDELULLXXXXN\}\{4:\r\n:20:API1\r\n:21:API0\r\n/,
    );
    expect(written).toMatch(/Please link the CmaX API and D7 API resources\r\n/);
    const valid = await mt599("validate", "link.txt", "--json");
    expect(valid).toMatchObject({
      exitCode: 0,
      json: { ok: true, reference: "API1", relatedReference: "API0" },
    });
    expect((await mt599("validate", "link.txt")).stdout).toMatch(
      /^It is valid: with the envelope, from ABCD/,
    );
  });

  it("names everything that is wrong with a message", async () => {
    terminal.write("bad.txt", `:20:API1\r\n:79:to our OU a_b\r\n${"x".repeat(51)}`);
    const { exitCode, stdout, stderr } = await mt599("validate", "bad.txt");
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
    expect(stdout).toMatch(/^It is not valid\.\nERR_MT599_CHARACTER: .*"_".* position 16/);
    expect(stdout).toMatch(/^ERR_MT599_NARRATIVE: .*51 characters/m);
    const { json } = await mt599("validate", "bad.txt", "--json");
    expect(json).toMatchObject({
      ok: false,
      code: "ERR_MT599_CHARACTER",
      problems: [{ code: "ERR_MT599_CHARACTER" }, { code: "ERR_MT599_NARRATIVE", line: 3 }],
    });
  });

  it("shows what a terminal could obey as escapes", async () => {
    terminal.write("escape.txt", ":20:API1\r\n:79:\u001b[2J");
    expect((await mt599("validate", "escape.txt")).stdout).not.toContain("\u001b");
  });

  it.each<[string, string[], string, RegExp]>([
    ["a character that cannot be sent", ["--ou", "a_b"], "ERR_MT599_CHARACTER", /"_".*position 2/],
    ["a reference that is too long", ["--reference", "x".repeat(17)], "ERR_MT599_REFERENCE", /16/],
    ["nobody's name", ["--name", " "], "ERR_USAGE", /contact\.name must not be empty\./],
    ["a sender that is no BIC", ["--sender", "me"], "ERR_MT599_ENVELOPE", /BIC/],
  ])("refuses %s", async (_what, [option = "", value = ""], code, message) => {
    const changed = request.map((each, index) => (request[index - 1] === option ? value : each));
    const args = request.includes(option) ? changed : [...request, option, value];
    const { exitCode, json } = await mt599("onboarding", ...args, "--out", "refused.txt", "--json");
    expect({ exitCode, json }).toEqual({
      exitCode: code === "ERR_USAGE" ? 2 : 1,
      json: { ok: false, code, message: expect.stringMatching(message) },
    });
    expect(() => terminal.read("refused.txt")).toThrow("ENOENT");
  });
});
