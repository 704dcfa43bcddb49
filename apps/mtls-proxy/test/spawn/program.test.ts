import { createServer, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { settingsOf } from "@countersign/service";
import { isRefused, readMetric } from "@countersign/service/testing";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { program } from "../../src/program.js";
import { startBank, useCertificates, userId } from "../support/bank.js";
import { openWorkplace } from "../support/program.js";
import { readAnswer, send } from "../support/send.js";

const certificates = useCertificates();

const sslName = `ocapi-${userId}-ssl.pem`;

/** A folder with the consumer's files, and options that need nothing else. */
function open(upstream = "https://127.0.0.1:1") {
  const workplace = openWorkplace({
    [sslName]: certificates.consumer.file,
    "cacerts.pem": certificates.authority.bundle,
  });
  const files = ["--ssl-file", sslName, "--ca-file", "cacerts.pem"];
  const ports = ["--port", "0", "--metrics-port", "0"];
  return { ...workplace, options: ["--upstream", upstream, ...files, ...ports, "--allow", "/playground"] };
}

describe("the program", () => {
  it("explains itself and every setting", () => {
    const { run } = open();
    const { status, stdout, stderr } = run(["--help"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    for (const { option, variable, about } of settingsOf(program)) {
      expect(stdout).toContain(option === undefined ? `  ${variable}\n` : `  --${option}, ${variable}, `);
      expect(stdout).toContain(about);
    }
    expect(run(["--version"])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it("refuses a wrong command line, and secrets on it", () => {
    const { run, options } = open();
    for (const args of [["--chek"], ["extra"], [...options, "--password", "hunter2"]]) {
      const { status, stdout, stderr } = run(args);
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(stderr).toMatch(/^countersign-mtls-proxy: .*\(--help lists the options\)\n$/s);
      expect(stderr).not.toContain("hunter2");
    }
  });

  it("checks settings and files, and says what would run", () => {
    const { run, options, folder } = open();
    const { status, stdout, stderr } = run([...options, "--allow", "/scim2", "--check"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toBe(`This would run:
  upstream: https://127.0.0.1:1
  certificate: ${folder}/${sslName}
  authorities: ${folder}/cacerts.pem
  allow: /playground, /scim2
  tls: false
  localSecret: false
  injectsToken: false
`);
  });

  it("names files that cannot be used, without showing them", () => {
    const { run, options, write } = open();
    const check = (...args: string[]) => run([...options, ...args, "--check"]);
    expect(check("--ssl-file", "missing.pem")).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/sslFile, caFile: .*missing\.pem cannot be read: ENOENT/),
    });
    write("cut.pem", certificates.consumer.file.slice(0, 150));
    const cut = check("--ssl-file", "cut.pem");
    expect(cut.status).toBe(2);
    expect(cut.stderr).not.toContain(certificates.consumer.key.slice(40, 70));
    write("leaf.pem", certificates.authority.bundle + certificates.server.certificate);
    expect(check("--ca-file", "leaf.pem")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("ERR_CREDENTIALS_CA_BUNDLE"),
    });
    write("ocapi-other-ssl.pem", certificates.consumer.file);
    expect(check("--ssl-file", "ocapi-other-ssl.pem")).toMatchObject({ status: 2 });
    write("tls.pem", certificates.server.certificate);
    write("tls.key", certificates.consumer.key);
    const tls = check("--tls-certificate-file", "tls.pem", "--tls-key-file", "tls.key");
    expect(tls).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("tlsCertificateFile, tlsKeyFile: "),
    });
  });

  it("listens on loopback, and elsewhere with a local secret only", async () => {
    const { run, start, options } = open();
    for (const host of ["0.0.0.0", "192.0.2.1", "::", "example.com"]) {
      const { status, stderr } = run([...options, "--host", host, "--check"]);
      expect([host, status, stderr]).toEqual([
        host,
        2,
        expect.stringContaining("--host must be a loopback address"),
      ]);
    }
    expect(run([...options, "--metrics-host", "0.0.0.0", "--check"]).status).toBe(2);
    const unsafe = [...options, "--unsafe-listen", "0.0.0.0:0"];
    expect(run(unsafe)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("unsafeListen needs localSecretEnv"),
    });
    const named = [...unsafe, "--local-secret-env", "THE_SECRET"];
    expect(run(named, { THE_SECRET: "short" })).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/THE_SECRET.*16 to 256/),
    });
    const program = await start(named, { THE_SECRET: "0123456789abcdef" });
    expect(program.url).toMatch(/^http:\/\/0\.0\.0\.0:/);
    expect(program.log[0]).toMatchObject({ level: "warn", msg: expect.stringContaining("in clear") });
    const url = `${program.url.replace("0.0.0.0", "127.0.0.1")}/playground`;
    expect((await send(url)).status).toBe(403);
    expect((await send(url, { headers: { "countersign-proxy-secret": "0123456789abcdef" } })).status).toBe(
      502,
    );
    expect(program.output()).not.toContain("0123456789abcdef");
  });

  it("ends where a port is taken, with all that it has logged", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const port = String((server.address() as AddressInfo).port);
    const { run, options } = open();
    for (const option of ["--port", "--metrics-port"]) {
      expect(run([...options, "--allow", "/", option, port])).toMatchObject({
        status: 1,
        stdout: expect.stringContaining("every path of the upstream may be called"),
        stderr: expect.stringContaining(`EADDRINUSE: address already in use 127.0.0.1:${port}`),
      });
    }
  });

  it.each(["SIGTERM", "SIGINT"] as const)(
    "at %s finishes what is under way and ends with 0",
    async (signal) => {
      const held: ServerResponse[] = [];
      const bank = await startBank(certificates, (_request, response) => void held.push(response));
      const { start, options } = open(bank.url);
      const program = await start(options);
      const underWay = readAnswer(request(`${program.url}/playground`).end());
      await vi.waitUntil(() => held.length === 1, { timeout: 30_000 });
      program.signal(signal);
      await vi.waitUntil(() => isRefused(program.url), { timeout: 30_000 });
      held[0]?.end("ok");
      expect(await underWay).toMatchObject({ status: 200, body: "ok", headers: { connection: "close" } });
      expect(await program.ended).toBe(0);
      expect(program.log.map(({ msg }) => msg)).toEqual(["ready", "stopping", "request", "stopped"]);
    },
  );

  it("reads its file, and takes up files that change while it runs", async () => {
    const bank = await startBank(certificates, (received, response) => {
      const { serialNumber } = (received.socket as import("node:tls").TLSSocket).getPeerCertificate();
      response.end(serialNumber);
    });
    const { write, start } = open();
    const settingsFile = {
      upstream: bank.url,
      sslFile: sslName,
      caFile: "cacerts.pem",
      allow: ["/playground"],
    };
    write("mtls-proxy.json", JSON.stringify({ ...settingsFile, port: 0, metricsPort: 0 }));
    const program = await start([]);
    const serial = async () => (await send(`${program.url}/playground`)).body;
    const first = await serial();
    write(sslName, certificates.authority.issue(userId).file);
    await vi.waitUntil(async () => (await serial()) !== first, { timeout: 30_000, interval: 200 });
    expect(await readMetric(program.operations, "mtls_proxy_unusable_files")).toBe(0);
  });
});
