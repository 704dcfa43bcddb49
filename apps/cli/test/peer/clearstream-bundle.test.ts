import { execFile, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ClearstreamBench, openClearstreamBench, password, userId } from "../support/clearstream.js";
import { openTerminal, type Terminal } from "../support/terminal.js";
import { describeWith, runTool } from "../support/tools.js";

const hasCurl = spawnSync("curl", ["--version"]).error === undefined;

describe.skipIf(!hasCurl && !process.env.CI)("the commands of the doctor's bundle (needs curl)", () => {
  let bench: ClearstreamBench;
  beforeAll(async () => {
    bench = await openClearstreamBench();
    await bench.makeCredentials("keystores");
  });
  afterAll(() => bench?.close());

  it("run, once the password and the token are put where they are masked", async () => {
    const { terminal } = bench;
    const env = { PASSWORD: password, PATH: process.env.PATH ?? "" };
    const args = ["clearstream", "doctor", ...bench.caller(), "--bundle", "support.har"];
    await terminal.succeed(args, { now: new Date(), env });
    const { commands } = JSON.parse(terminal.read("support.har").toString()).log._countersign;
    expect(commands).toHaveLength(2);
    const run = async (command: string, secret: string): Promise<Record<string, unknown>> => {
      const filled = command.replace("***", () => secret).replace("--verbose", "--silent");
      const cwd = join(terminal.folder, "keystores");
      const { stdout } = await promisify(execFile)("sh", ["-c", filled], { cwd, timeout: 20_000 });
      return JSON.parse(stdout);
    };
    const token = await run(commands[0], encodeURIComponent(password));
    expect(token).toMatchObject({ token_type: "Bearer", scope: "allow ocapi-playground-v1" });
    expect(await run(commands[1], String(token.access_token))).toHaveProperty("version");
  });
});

describeWith("openssl", "the doctor's bundle of a server that repeats what it was sent", () => {
  const secrets = {
    password: 'pass=wörd & "more" / 4711',
    token: "opaque.Token_1234567890",
    refreshToken: "Refresh-Token-0987654321",
  };
  let terminal: Terminal;
  let server: Server;

  beforeAll(async () => {
    terminal = openTerminal();
    makeCertificates(terminal);
    server = createServer(
      {
        key: terminal.read("server.key"),
        cert: Buffer.concat([terminal.read("server.pem"), terminal.read("sub.pem")]),
        ca: terminal.read("root.pem"),
        requestCert: true,
        rejectUnauthorized: false,
      },
      async (incoming, outgoing) => {
        const { password: secret, token, refreshToken } = secrets;
        const parts: Buffer[] = [];
        for await (const part of incoming) parts.push(part);
        const form = Buffer.concat(parts).toString();
        outgoing.setHeader("x-received", encodeURIComponent(secret));
        outgoing.setHeader("x-token", token);
        if (incoming.url?.startsWith("/authmanager/")) {
          const echo = { form, [secret]: secret, list: [{ again: Buffer.from(secret).toString("base64") }] };
          const answer = {
            access_token: token,
            refresh_token: refreshToken,
            token_type: "Bearer",
            expires_in: 60,
            echo,
          };
          outgoing.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
        } else if (incoming.url?.startsWith("/playground/")) {
          const detail = `${incoming.headers.authorization} is not ${secret}, and ${refreshToken} is no better`;
          outgoing.writeHead(418, { "content-type": "application/json" }).end(JSON.stringify({ detail }));
        } else {
          const page = `<html><title>Hello ${secret} ${token}</title></html>`;
          outgoing.writeHead(503, { "content-type": "text/html" }).end(page);
        }
      },
    );
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterAll(async () => {
    server?.close();
    server?.closeAllConnections();
    terminal?.remove();
  });

  it("has none of it, and neither has what is shown", async () => {
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const where = [
      "--credentials",
      "keystores",
      "--base-url",
      url,
      "--password-env",
      "PASSWORD",
      "--passphrase-env",
      "PASS",
    ];
    const what = ["--path", "/other", "--scope", "ocapi-playground-v1", "--bundle", "support.har"];
    const env = { PASSWORD: secrets.password, PASS: "correct horse battery" };
    const { exitCode, stdout, stderr } = await terminal.run(["clearstream", "doctor", ...where, ...what], {
      now: new Date(),
      env,
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
    const bundle = terminal.read("support.har").toString();
    const { entries } = JSON.parse(bundle).log;
    expect(entries.map(({ response }: { response: { status: number } }) => response.status)).toEqual([
      200, 418, 503,
    ]);
    expect(stdout).toMatch(/^FAILED {3}api: .*Hello \*\*\*/m);
    for (const secret of [...Object.values(secrets), ...Object.values(env)]) {
      for (const written of [
        secret,
        encodeURIComponent(secret),
        new URLSearchParams({ secret }).toString().slice(7),
        JSON.stringify(secret).slice(1, -1),
        JSON.stringify(JSON.stringify(secret)).slice(3, -3),
        Buffer.from(secret).toString("base64"),
      ]) {
        expect(bundle).not.toContain(written);
        expect(stdout).not.toContain(written);
      }
    }
  });
});

/** A root, an authority below it, and what it issued: a server's certificate and a consumer's, the key encrypted. */
function makeCertificates(terminal: Terminal): void {
  const { folder } = terminal;
  const openssl = (...args: string[]) => runTool(folder, "openssl", args);
  const newKey = ["-newkey", "rsa:2048", "-nodes"];
  const request = (name: string) =>
    openssl(
      "req",
      "-new",
      ...newKey,
      "-keyout",
      `${name}.key`,
      "-out",
      `${name}.csr`,
      "-subj",
      `/CN=${name}`,
    );
  const issue = (name: string, issuer: string, extensions: string) => {
    terminal.write(`${name}.ext`, extensions);
    const by = ["-CA", `${issuer}.pem`, "-CAkey", `${issuer}.key`, "-CAcreateserial", "-days", "30"];
    openssl("x509", "-req", "-in", `${name}.csr`, ...by, "-extfile", `${name}.ext`, "-out", `${name}.pem`);
  };
  const ca = "basicConstraints=critical,CA:TRUE";
  openssl(
    "req",
    "-x509",
    ...newKey,
    "-keyout",
    "root.key",
    "-out",
    "root.pem",
    "-subj",
    "/CN=root",
    "-addext",
    ca,
  );
  for (const name of ["sub", "server", userId]) request(name);
  issue("sub", "root", `${ca}\n`);
  issue("server", "sub", "subjectAltName=IP:127.0.0.1\n");
  issue(userId, "sub", "extendedKeyUsage=clientAuth\n");
  openssl(
    "pkcs8",
    "-topk8",
    "-in",
    `${userId}.key`,
    "-out",
    "locked.key",
    "-passout",
    "pass:correct horse battery",
  );
  mkdirSync(join(folder, "keystores"));
  const name = `keystores/ocapi-${userId}-ssl.pem`;
  terminal.write(name, Buffer.concat([terminal.read("locked.key"), terminal.read(`${userId}.pem`)]));
  const bundle = Buffer.concat([terminal.read("root.pem"), terminal.read("sub.pem")]);
  terminal.write("keystores/server-cert-cacerts.pem", bundle);
}
