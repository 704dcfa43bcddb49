import { mkdtemp, rm, writeFile } from "node:fs/promises";
import https from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { HttpClientSettings } from "../../src/http/http-client.js";
import { importTlsIdentity } from "../../src/tls/import-tls-identity.js";
import type { TlsIdentity } from "../../src/tls/tls-identity.js";
import { type Authority, createAuthority } from "../support/authority.js";
import { daysFromNow, now, type TestCertificate } from "../support/certificates.js";
import { openClient } from "../support/client.js";
import { startProxy } from "../support/proxy.js";
import { listen } from "../support/server.js";
import { startTool } from "../support/start-tool.js";
import { describeWith } from "../support/tools.js";

const versions = ["TLSv1.2", "TLSv1.3"] as const;

describeWith("openssl", "a server that requires a client certificate", () => {
  let root: Authority;
  let elsewhere: Authority;
  let server: TestCertificate;
  let ours: TlsIdentity;
  let strangers: TlsIdentity;
  let expired: TlsIdentity;
  const past = daysFromNow(-2);

  beforeAll(async () => {
    root = createAuthority("Root");
    elsewhere = createAuthority("Elsewhere");
    server = root.issue("server");
    const ended = root.issue("expired", { notBefore: daysFromNow(-3), notAfter: daysFromNow(-1) });
    [ours, strangers, expired] = await Promise.all([
      importTlsIdentity({ ...root.issue("ours"), now }),
      importTlsIdentity({ ...elsewhere.issue("stranger"), now }),
      importTlsIdentity({ ...ended, now: past }),
    ]);
  });

  afterAll(() => {
    root.remove();
    elsewhere.remove();
  });

  const get = (url: URL, settings: HttpClientSettings = {}) =>
    openClient({ ca: root.certificate, ...settings }).get(url);

  const required = {
    name: "TlsError",
    code: "ERR_TLS_CLIENT_CERTIFICATE_REQUIRED",
    message: expect.stringMatching(/client certificate/),
    isRetryable: false,
  };
  const refused = {
    name: "TlsError",
    code: "ERR_TLS_CLIENT_CERTIFICATE_REFUSED",
    message: expect.stringMatching(
      /the server refused the client certificate; is it the one that was registered/,
    ),
    isRetryable: false,
  };
  const cut = {
    name: "ApiConnectionError",
    code: "ERR_API_CONNECTION",
    message: expect.stringMatching(/the connection was cut; with mutual TLS this is how a refused client/),
  };

  describe.each(versions)("Node, %s", (version) => {
    async function start(): Promise<URL> {
      const tls = {
        key: server.key,
        cert: server.certificate,
        ca: root.certificate,
        requestCert: true,
        rejectUnauthorized: true,
        minVersion: version,
        maxVersion: version,
      };
      const { port } = await listen(https.createServer(tls, (_request, response) => response.end("answer")));
      return new URL(`https://127.0.0.1:${port}`);
    }

    it("accepts ours", async () => {
      expect(await get(await start(), { identity: ours }).text()).toBe("answer");
    });

    it("refuses none", async () => {
      await expect(get(await start())).rejects.toMatchObject(required);
    });

    it("refuses one of another authority, by hanging up", async () => {
      await expect(get(await start(), { identity: strangers })).rejects.toMatchObject(cut);
    });

    it("refuses none through a proxy, and the error names the possible reason", async () => {
      const { url: proxy } = await startProxy();
      await expect(get(await start(), { proxy })).rejects.toMatchObject(
        version === "TLSv1.2" ? required : cut,
      );
    });
  });

  describe.each(versions)("openssl, %s", (version) => {
    async function start(): Promise<URL> {
      const folder = await mkdtemp(join(tmpdir(), "countersign-s_server-"));
      onTestFinished(() => rm(folder, { recursive: true }));
      await writeFile(join(folder, "server.pem"), server.certificate + server.key);
      await writeFile(join(folder, "clients.pem"), root.certificate);
      const options = "s_server -accept 127.0.0.1:0 -www -cert server.pem -CAfile clients.pem";
      const verify = "-Verify 3 -verify_return_error";
      const protocol = version === "TLSv1.3" ? "-tls1_3" : "-tls1_2";
      const child = startTool("openssl", [...`${options} ${verify} ${protocol}`.split(" ")], folder);
      for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
        const port = /^ACCEPT .*:(\d+)$/.exec(line)?.[1];
        if (port) return new URL(`https://127.0.0.1:${port}`);
      }
      throw new Error("s_server did not start");
    }

    it("accepts ours", async () => {
      expect(await get(await start(), { identity: ours }).text()).toMatch(/Subject: CN ?= ?ours/);
    });

    it("refuses none", async () => {
      await expect(get(await start())).rejects.toMatchObject(required);
    });

    it("refuses one of another authority", async () => {
      await expect(get(await start(), { identity: strangers })).rejects.toMatchObject(refused);
    });

    it("refuses one that has expired, which a clock that is wrong lets through here", async () => {
      await expect(get(await start(), { identity: expired, now: () => past })).rejects.toMatchObject(refused);
    });
  });
});
