import { once } from "node:events";
import { createServer, type Server, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import { parseCertificate } from "@countersign/crypto-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openTerminal } from "../support/terminal.js";

const terminal = openTerminal();
afterAll(terminal.remove);
// Not on a whole second, where certificates end: so many whole days are left, less one.
const now = new Date(new Date().setMilliseconds(500));
const env = { PASS: "correct horse", P12: "changeit" };

beforeAll(async () => {
  const sans = ["--san", "DNS:localhost", "--san", "IP:127.0.0.1"];
  for (const [name, ...more] of [["server", ...sans], ["client"]] as const) {
    await terminal.succeed(["key", "generate", "--out", `${name}.key`]);
    const args = ["--key", `${name}.key`, "--subject", `CN=${name}`, "--days", "30", "--out", `${name}.pem`];
    await terminal.succeed(["cert", "self-signed", ...args, ...more], { now });
  }
  terminal.write("both.pem", Buffer.concat([terminal.read("client.key"), terminal.read("client.pem")]));
  const pack = [
    "--key",
    "client.key",
    "--cert",
    "client.pem",
    "--out",
    "client.p12",
    "--password-env",
    "P12",
  ];
  await terminal.succeed(["p12", "pack", ...pack], { env });
});

/** An HTTPS server that asks for a certificate and ends with the test. */
async function serve(status: number, options: ServerOptions = {}): Promise<string> {
  const server: Server = createServer(
    {
      key: terminal.read("server.key"),
      cert: terminal.read("server.pem"),
      ca: terminal.read("client.pem"),
      requestCert: true,
      rejectUnauthorized: false,
      ...options,
    },
    (_request, response) => response.writeHead(status).end(),
  );
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}/path`;
}

const probe = (...args: string[]) => terminal.run(["tls", "probe", ...args], { now, env });

describe("tls probe", () => {
  it("shows a connection that works on one screen", async () => {
    const url = await serve(403);
    const { exitCode, stdout, stderr } = await probe(url, "--ca", "server.pem", "--cert", "both.pem");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const { port } = new URL(url);
    expect(stdout.replace(/\d+ ms/g, "N ms")).toBe(`server         127.0.0.1, port ${port}
TCP            N ms
handshake      N ms
protocol       TLSv1.3, TLS_AES_256_GCM_SHA384, http/1.1
certificate    CN=server
  for          DNS:localhost, IP:127.0.0.1
  until        ${parseCertificate(terminal.read("server.pem")).notAfter.toISOString()} (29 days left)
issued by      CN=server
trusted        yes
asks for ours  yes
  issued by    CN=client
  sent         CN=client
  accepted     yes
HTTP status    403

The server asked for a certificate and got ours; TLS did not refuse it, and HTTP answered 403; the 403 may still be about the certificate, by the API's own rules.
It would work.
`);
  });

  it.each([
    ["a certificate with its key in one file", ["--cert", "both.pem"]],
    ["a certificate and its key", ["--cert", "client.pem", "--key", "client.key"]],
    ["a PKCS#12 file", ["--p12", "client.p12", "--password-env", "P12"]],
  ])("presents %s", async (_what, args) => {
    const url = await serve(200);
    const { exitCode, json } = await probe(url, "--ca", "server.pem", "--json", ...args);
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({
      ok: true,
      host: "127.0.0.1",
      chain: [{ subject: "CN=server", daysLeft: 29 }],
      authorized: true,
      clientCertificate: { requested: true, presented: "CN=client", accepted: true },
      httpStatus: 200,
    });
    expect(json).not.toHaveProperty("code");
  });

  it("opens an encrypted key with a passphrase", async () => {
    const encrypted = ["key", "generate", "--out", "locked.key", "--passphrase-env", "PASS"];
    await terminal.succeed(encrypted, { env });
    const args = ["--key", "locked.key", "--subject", "CN=locked", "--days", "30", "--out", "locked.pem"];
    await terminal.succeed(["cert", "self-signed", ...args, "--passphrase-env", "PASS"], { now, env });
    const url = await serve(200);
    const files = ["--ca", "server.pem", "--cert", "locked.pem", "--key", "locked.key"];
    expect((await probe(url, ...files, "--passphrase-env", "PASS", "--json")).json).toMatchObject({
      ok: true,
      clientCertificate: { presented: "CN=locked" },
    });
    const { exitCode, stderr } = await probe(url, ...files);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^countersign: ERR_KEY_PASSPHRASE_MISSING: locked\.pem with locked\.key: .*--passphrase-env/,
    );
  });

  it("says what keeps a connection from working, once, and exits with 1", async () => {
    const url = await serve(200, { rejectUnauthorized: true });
    const { exitCode, stdout } = await probe(url, "--ca", "server.pem");
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /^asks for ours {2}yes\n {2}issued by {4}CN=client\n {2}sent {9}none\n\nIt would not work/m,
    );
    expect(stdout).toMatch(/\nIt would not work \(tls-client-certificate\): The server requires .*\n$/);
    expect(stdout.match(/requires a client certificate/g)).toHaveLength(1);
  });

  it.each<[what: string, url: () => Promise<string>, code: string]>([
    ["has no address", async () => `https://${"a".repeat(64)}.example/`, "ERR_TLS_DNS"],
    ["does not listen", async () => await closedUrl(), "ERR_TLS_TCP"],
    ["is not trusted", async () => await serve(200), "ERR_TLS_SERVER_CERTIFICATE"],
  ])("gives the code of a server that %s", async (_what, url, code) => {
    const { exitCode, json, stderr } = await probe(await url(), "--json");
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
    const { message } = json.failure as { message: string };
    expect(json).toMatchObject({ ok: false, code, message });
  });

  it("leaves out what was not reached", async () => {
    const { stdout } = await probe(await closedUrl());
    expect(stdout).toMatch(
      /^server {9}127\.0\.0\.1, port \d+\n\nIt would not work \(tcp\): Nothing listens.*\n$/,
    );
  });

  it.each([
    [["127.0.0.1:443"], /must be whole and begin with https:\/\//],
    [["api.example.com"], /must be whole and begin with https:\/\//],
    [["http://api.example.com/"], /An http:\/\/ URL has no TLS/],
    [[], /URL is missing\. "/],
    [["https://127.0.0.1/", "--key", "client.key"], /--cert is missing/],
    [
      ["https://127.0.0.1/", "--cert", "both.pem", "--p12", "client.p12"],
      /Give only one of --cert and --p12/,
    ],
    [["https://127.0.0.1/", "--key", "client.key", "--p12", "client.p12"], /--key goes with --cert/],
    [["https://127.0.0.1/", "--p12", "client.p12"], /--password-env or --password-file is missing/],
  ])("is told wrongly: %j", async (args, message) => {
    const { exitCode, stdout, stderr } = await probe(...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/^countersign: ERR_USAGE: /);
    expect(stderr).toMatch(message);
  });

  it.each([
    [["--cert", "client.pem"], /ERR_TLS_IDENTITY_NO_KEY: client\.pem: /],
    [
      ["--cert", "client.pem", "--key", "server.key"],
      /ERR_TLS_IDENTITY_KEY_MISMATCH: client\.pem with server\.key: /,
    ],
    [["--ca", "server.key"], /ERR_CERTIFICATE_UNREADABLE: server\.key: /],
    [["--ca", "nowhere.pem"], /ERR_FILE_MISSING: nowhere\.pem: /],
  ])("does not connect with files that are not right: %j", async (args, message) => {
    const { exitCode, stderr } = await probe(await closedUrl(), ...args);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(message);
  });
});

async function closedUrl(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return `https://127.0.0.1:${port}/`;
}
