import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { createConsumer, type Identity, password, tokenOf } from "./support/clearstream.js";
import { file, openssl, temporaryFolder } from "./support/openssl.js";
import { expectRefusal, type TestSandbox, testSandbox } from "./support/sandbox.js";
import { call } from "./support/wire.js";

const run = promisify(execFile);
const guide = new URL("../../../../shared/source/clearstream-api-developer-guide.txt", import.meta.url);
const userId = "stb2_01014172_1000000";

let box: TestSandbox;
let folder: string;
let ssl: Identity;

beforeAll(async () => {
  [box, folder] = await Promise.all([testSandbox(), temporaryFolder()]);
  ({ ssl } = await createConsumer(box, folder, userId));
  await mkdir(join(folder, "keystores"));
  const { text } = await call(`${box.urls.clearstream}/server-cert-cacerts.pem`, { ca: box.ca });
  await file(folder, `keystores/ocapi-${userId}-cacert.pem`, text);
  await file(folder, `keystores/ocapi-${userId}-ssl.pem`, `${ssl.key}${ssl.cert}`);
});

describe.runIf(existsSync(guide))("the guide's own script", () => {
  /** Its text, without the blanks that the PDF left at the ends of lines, and with other values of its variables. */
  async function scriptWith(values: Record<string, string>): Promise<string> {
    const text = await readFile(guide, "utf8");
    let script = text.slice(text.indexOf("#!/usr/bin/env bash")).replace(/[ \t\f\r]+$/gm, "");
    for (const [name, value] of Object.entries(values)) {
      const line = new RegExp(`^${name}='.*'$`, "gm");
      expect([name, script.match(line)?.length]).toEqual([name, 1]);
      script = script.replace(line, `${name}='${value}'`);
    }
    return script;
  }

  const runScript = async (values: Record<string, string>) => {
    const script = await scriptWith({ ENVIRONMENT: box.urls.clearstream, USERNAME: userId, ...values });
    return (await run("bash", [await file(folder, "demo.sh", script)], { cwd: folder })).stdout;
  };

  it("gets a token and calls the playground", async () => {
    const output = await runScript({
      SSL_PEM: `keystores/ocapi-${userId}-ssl.pem`,
      CA_PEM: `keystores/ocapi-${userId}-cacert.pem`,
      LOGIN_PASSWORD: password,
    });
    expect(output).toContain('>> 3) Access Playground API with access_token\n{"value":"Hello World"}');
  });

  it("is refused with another password", async () => {
    expect(await runScript({ LOGIN_PASSWORD: "wrong" })).toContain('{"status":403,"error":"Forbidden"');
    const log = JSON.parse((await box.control("GET", "/clearstream/requests")).text);
    expect(log.slice(-2).map(({ rule }: { rule: string }) => rule)).toEqual([
      "clearstream.token.password",
      "clearstream.bearer.invalid",
    ]);
  });
});

describe("openssl s_client", () => {
  /** One request on a connection of its own; what came back, and what s_client says of the session. */
  async function sClient(target: string, headers: string[], ...args: string[]): Promise<string> {
    const address = new URL(box.urls.clearstream).host;
    const trust = ["-CAfile", join(folder, `keystores/ocapi-${userId}-cacert.pem`), "-verify_return_error"];
    const request = [`GET ${target} HTTP/1.1`, `Host: ${address}`, "Connection: close", ...headers, "", ""];
    const command = ["s_client", "-connect", address, ...trust, "-ign_eof", ...args];
    return String(await openssl(command, request.join("\r\n")));
  }

  const identity = () => {
    const pem = join(folder, `keystores/ocapi-${userId}-ssl.pem`);
    return ["-cert", pem, "-key", pem];
  };

  it.each(["-tls1_2", "-tls1_3"])(
    "cannot bring back an identity with the session of earlier, %s",
    async (version) => {
      const token = await tokenOf(box, userId, "allow ocapi-playground-v1", ssl);
      const bearer = [`Authorization: Bearer ${token}`];
      const session = join(folder, `session${version}`);
      const first = await sClient(
        "/playground/v1/info",
        bearer,
        version,
        ...identity(),
        "-sess_out",
        session,
      );
      expect(first).toContain("HTTP/1.1 200 OK");
      // Where the server gave no session there is nothing to resume; where it gave one, it does not know it any more.
      const resume = existsSync(session) ? ["-sess_in", session] : [];
      const second = await sClient("/playground/v1/info", bearer, version, ...resume);
      expect(second).toContain("HTTP/1.1 403 Forbidden");
      expect(second).toContain("Sandbox-Rule: clearstream.client-certificate.missing");
      expect(second).toMatch(/^New, TLSv1/m);
      expect(second).not.toMatch(/^Reused, TLSv1/m);
    },
  );

  it("is asked for a certificate of the client CA, in the first handshake", async () => {
    const output = await sClient("/anything", []);
    expect(output).toMatch(/Acceptable client certificate CA names\nCN = Countersign Sandbox Client CA/);
    expect(output).toContain("HTTP/1.1 200 OK");
    expect(output).toContain("Verify return code: 0 (ok)");
  });

  it("keeps the identity of the connection for all of its requests", async () => {
    const token = await tokenOf(box, userId, "allow ocapi-playground-v1", ssl);
    const two = "/anything HTTP/1.1\r\nHost: localhost\r\n\r\nGET /playground/v1/info";
    const output = await sClient(two, [`Authorization: Bearer ${token}`]);
    expect(output.match(/^HTTP\/1\.1 \d+/gm)).toEqual(["HTTP/1.1 200", "HTTP/1.1 403"]);
  });
});

it("calls over another connection do not help one without certificate", async () => {
  const token = await tokenOf(box, userId, "allow ocapi-playground-v1", ssl);
  const headers = { Authorization: `Bearer ${token}` };
  const url = `${box.urls.clearstream}/playground/v1/info`;
  expect((await call(url, { headers, ca: box.ca, ...ssl })).status).toBe(200);
  const without = await call(url, { headers, ca: box.ca });
  expectRefusal(without, 403, "clearstream.client-certificate.missing");
});
