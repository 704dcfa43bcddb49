import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ClearstreamBench, openClearstreamBench, password } from "../support/clearstream.js";

let bench: ClearstreamBench;
const now = new Date();
const env = { PASSWORD: password };
const playground = ["--scope", "ocapi-playground-v1"];

beforeAll(async () => {
  bench = await openClearstreamBench();
  await bench.makeCredentials("keystores");
});
afterAll(() => bench?.close());

const call = (...args: string[]) =>
  bench.terminal.run(["clearstream", "call", ...bench.caller(), ...args], { now, env });

describe("clearstream call", () => {
  it("prints what the API answers, as it came", async () => {
    const { exitCode, stdout, stderr } = await call(
      "GET",
      "/playground/v1/echo?value=Hello%20World",
      ...playground,
    );
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: '{"value":"Hello World"}\n',
      stderr: "",
    });
  });

  it("gives status, headers and body with --json", async () => {
    const { exitCode, json } = await call("get", "/playground/v1/info", ...playground, "--json");
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({
      ok: true,
      status: 200,
      headers: { "content-type": "application/json" },
      body: expect.stringContaining('"version":'),
    });
  });

  it("sends body and headers once, and says so where the answer is a refusal", async () => {
    bench.terminal.write("body.json", '{"a": 1.10}');
    const before = (await requests("POST", "/playground/v1/info")).length;
    for (const body of [
      ["--data", '{"a": 1.10}'],
      ["--data-file", "body.json"],
    ]) {
      const { exitCode, stdout, stderr } = await call(
        ...["POST", "/playground/v1/info", ...playground, ...body, "--header", "Accept: application/json"],
      );
      expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "countersign: warning: Status 404.\n" });
      expect(stdout).toMatch(/"error":"Not Found"/);
    }
    expect(await requests("POST", "/playground/v1/info")).toHaveLength(before + 2);
  });

  it("explains a 403 by what was sent", async () => {
    const { exitCode, stdout, stderr } = await call("GET", "/cmax/v1", ...playground);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ status: 403, error: "Forbidden" });
    expect(stderr).toMatch(
      /^countersign: warning: Status 403: The token lacks the scope cmax-api; it has allow oc/,
    );
  });

  it("takes a web page for no answer, though its status is 200", async () => {
    const { exitCode, stdout, json } = await call("GET", "/nowhere", ...playground, "--json");
    expect(exitCode).toBe(1);
    expect(stdout).toContain("<!doctype html>");
    expect(json).toMatchObject({ ok: false, code: "ERR_CLEARSTREAM_CALL", status: 200 });
    expect(json.message).toMatch(/Status 200, but with a web page: .*Is the path right\?/);
  });

  it("names the valid scopes where one is not", async () => {
    const { exitCode, stderr } = await call("GET", "/x", "--scope", "digital-instruments");
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/ERR_TOKEN_REFUSED: .*valid scopes are: allow ocapi-playground-v1 cmax-api/);
  });

  it.each<[string, string[], RegExp]>([
    ["another method", ["TRACE", "/x"], /METHOD is one of GET, POST/],
    ["a whole URL", ["GET", "https://example.com/"], /PATH begins with \//],
    ["a body of a GET", ["GET", "/x", "--data", "{}"], /A GET has no body/],
    [
      "a header without a name",
      ["GET", "/x", "--header", "Accept"],
      /--header is a name, a colon and a value/,
    ],
    ["a header over two lines", ["GET", "/x", "--header", "A: b\r\nC: d"], /--header is a name, a colon/],
    [
      "a token as an argument",
      ["GET", "/x", "--header", "authorization: Bearer x"],
      /--header cannot be auth/,
    ],
  ])("refuses %s", async (_what, args, message) => {
    const { exitCode, stdout, stderr } = await call(...args, ...playground);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(message);
  });

  it.each(["//example.com/x", "/../../x", "/\\\\example.com", "/@example.com"])(
    "sends the token to no other host: %s",
    async (path) => {
      const { exitCode, json } = await call("GET", path, ...playground, "--json");
      // The page that the sandbox has for every path of its own that is no API.
      expect({ exitCode, status: json.status }).toEqual({ exitCode: 1, status: 200 });
    },
  );

  it.each<[string, string, RegExp]>([
    [
      "the portal's host",
      "https://xact.clearstream.com/",
      /xact\.clearstream\.com is the web portal, which refuses API/,
    ],
    ["plain HTTP", "http://127.0.0.1/", /--base-url begins with https/],
    ["a password in the URL", "https://u:secret@127.0.0.1/", /has no user name, password/],
  ])("refuses %s before anything is sent", async (_what, url, message) => {
    const where = ["--credentials", "keystores", "--base-url", url, "--password-env", "PASSWORD"];
    const args = ["clearstream", "call", "GET", "/x", ...where, ...playground];
    const { exitCode, stderr } = await bench.terminal.run(args, { now, env });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("secret");
  });

  it("needs to know whose credentials, where there are several consumers' in the folder", async () => {
    const { terminal } = bench;
    terminal.write("keystores/ocapi-other-ssl.pem", "");
    const several = await call("GET", "/playground/v1/info", ...playground);
    expect(several.exitCode).toBe(2);
    expect(several.stderr).toMatch(/has files of a00012345_0012345, other: say which with --user/);
    const chosen = await call("GET", "/playground/v1/info", ...playground, "--user", "a00012345_0012345");
    expect(chosen.exitCode).toBe(0);
    const nobody = await call("GET", "/playground/v1/info", ...playground, "--user", "nobody");
    expect(nobody.stderr).toMatch(/ERR_FILE_MISSING: keystores: there is no ocapi-nobody-ssl\.pem/);
  });
});

async function requests(method: string, target: string): Promise<readonly unknown[]> {
  const all = (await bench.control("GET", "/clearstream/requests")) as unknown as {
    method: string;
    target: string;
  }[];
  return all.filter((each) => each.method === method && each.target.startsWith(target));
}
