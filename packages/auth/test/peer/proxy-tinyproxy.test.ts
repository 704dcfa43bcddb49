import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import type { HttpClientSettings } from "../../src/http/http-client.js";
import { importTlsIdentity } from "../../src/tls/import-tls-identity.js";
import type { TlsIdentity } from "../../src/tls/tls-identity.js";
import { makeCertificate, now, type TestCertificate } from "../support/certificates.js";
import { openClient } from "../support/client.js";
import { closedPort, untilListening } from "../support/server.js";
import { startTool } from "../support/start-tool.js";
import { serveSubject } from "../support/subject-server.js";
import { describeWith } from "../support/tools.js";

describeWith("tinyproxy", "tinyproxy", () => {
  let server: TestCertificate;
  let identity: TlsIdentity;

  beforeAll(async () => {
    server = await makeCertificate("server");
    identity = await importTlsIdentity({ ...(await makeCertificate("client")), now });
  });

  async function startTinyproxy(settings: string): Promise<URL> {
    const folder = await mkdtemp(join(tmpdir(), "countersign-tinyproxy-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const { port } = await closedPort();
    await writeFile(join(folder, "conf"), `Port ${port}\nListen 127.0.0.1\nTimeout 60\n${settings}\n`);
    const tinyproxy = startTool("tinyproxy", ["-d", "-c", "conf"], folder);
    // It at times sleeps through SIGTERM, when one of its threads gets it.
    onTestFinished(() => void tinyproxy.kill("SIGKILL"));
    await untilListening(port);
    return new URL(`http://127.0.0.1:${port}`);
  }

  const get = (url: URL, proxy: URL, settings: HttpClientSettings = {}) =>
    openClient({ ca: server.certificate, identity, proxy, ...settings }).get(url);

  it("lets the client certificate reach the target", async () => {
    expect(await get((await serveSubject(server)).url, await startTinyproxy("")).text()).toBe("client");
  });

  it("wants a password, and takes the one in its URL", async () => {
    const proxy = await startTinyproxy("BasicAuth user right");
    const target = (await serveSubject(server)).url;
    proxy.username = "user";
    proxy.password = "right";
    expect(await get(target, proxy).text()).toBe("client");

    proxy.password = "wrong";
    await expect(get(target, proxy)).rejects.toMatchObject({
      code: "ERR_API_CONNECTION",
      // tinyproxy says 407 where there are none, and 401 where they are wrong.
      message: expect.stringMatching(/the proxy answered 401 instead of connecting/),
    });
    proxy.username = "";
    proxy.password = "";
    await expect(get(target, proxy)).rejects.toMatchObject({
      code: "ERR_API_CONNECTION",
      message: expect.stringMatching(/the proxy wants credentials, or others than these/),
    });
  });

  it("forbids a port", async () => {
    await expect(
      get((await serveSubject(server)).url, await startTinyproxy("ConnectPort 443")),
    ).rejects.toMatchObject({
      code: "ERR_API_CONNECTION",
      message: expect.stringMatching(/the proxy answered 403 instead of connecting/),
    });
  });

  it("does not reach the target", async () => {
    await expect(get(await closedPort(), await startTinyproxy(""))).rejects.toMatchObject({
      code: "ERR_API_CONNECTION",
      message: expect.stringMatching(/the proxy answered 50\d instead of connecting/),
    });
  });
});
