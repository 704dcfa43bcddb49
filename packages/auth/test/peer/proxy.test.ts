import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { HttpClientSettings } from "../../src/http/http-client.js";
import { importTlsIdentity } from "../../src/tls/import-tls-identity.js";
import type { TlsIdentity } from "../../src/tls/tls-identity.js";
import { makeCertificate, now, type TestCertificate } from "../support/certificates.js";
import { openClient } from "../support/client.js";
import { startProxy } from "../support/proxy.js";
import { closedPort, servePlain, untilAllClosed } from "../support/server.js";
import { serveSubject } from "../support/subject-server.js";

let server: TestCertificate;
let identity: TlsIdentity;

beforeAll(async () => {
  server = await makeCertificate("server");
  identity = await importTlsIdentity({ ...(await makeCertificate("client")), now });
});

const variables = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy"];

beforeEach(() => {
  for (const name of variables) vi.stubEnv(name, undefined);
  return () => vi.unstubAllEnvs();
});

const connect = (settings: HttpClientSettings = {}) =>
  openClient({ ca: server.certificate, identity, ...settings });

describe("the client certificate reaches the target", () => {
  it("through the proxy that was given", async () => {
    const { url } = await serveSubject(server);
    const proxy = await startProxy();
    expect(await connect({ proxy: proxy.url }).get(url).text()).toBe("client");
    expect(proxy.asked).toEqual([{ target: url.host, credentials: undefined }]);
  });

  it.each(["HTTPS_PROXY", "https_proxy", "HTTP_PROXY"])("through the proxy of %s", async (name) => {
    const { url } = await serveSubject(server);
    const proxy = await startProxy();
    vi.stubEnv(name, proxy.url.href);
    expect(await connect().get(url).text()).toBe("client");
    expect(proxy.asked).toHaveLength(1);
  });

  it.each(["127.0.0.1", "*", "elsewhere.example, 127.0.0.1"])(
    "around the proxy, where NO_PROXY is %s",
    async (value) => {
      const { url } = await serveSubject(server);
      const proxy = await startProxy();
      vi.stubEnv("HTTPS_PROXY", proxy.url.href);
      vi.stubEnv("NO_PROXY", value);
      expect(await connect().get(url).text()).toBe("client");
      expect(proxy.asked).toHaveLength(0);
    },
  );

  it("through the proxy that was given, whatever the environment says", async () => {
    const { url } = await serveSubject(server);
    const [proxy, other] = [await startProxy(), await startProxy()];
    vi.stubEnv("HTTPS_PROXY", other.url.href);
    vi.stubEnv("NO_PROXY", "*");
    expect(await connect({ proxy: proxy.url }).get(url).text()).toBe("client");
    expect([proxy.asked.length, other.asked.length]).toEqual([1, 0]);
  });

  it("after it was replaced, through a tunnel of its own", async () => {
    const { url, sockets } = await serveSubject(server);
    const proxy = await startProxy();
    const replaced = await importTlsIdentity({ ...(await makeCertificate("first")), now });
    const http = connect({ proxy: proxy.url, identity: replaced });
    expect(await http.get(url).text()).toBe("first");
    replaced.replace(identity);
    expect(await http.get(url).text()).toBe("client");
    await http.close();
    await untilAllClosed(proxy.sockets);
    await untilAllClosed(sockets);
  });
});

describe("a proxy", () => {
  it("sees of a request without TLS no more than its target", async () => {
    const url = await servePlain((_request, response) => response.end("plain"));
    const proxy = await startProxy();
    vi.stubEnv("HTTP_PROXY", proxy.url.href);
    expect(await connect().get(url).text()).toBe("plain");
    expect(proxy.asked).toEqual([{ target: url.host, credentials: undefined }]);
  });

  it("gets the user and password of its URL", async () => {
    const { url } = await serveSubject(server);
    const proxy = await startProxy();
    proxy.url.username = "user@a";
    proxy.url.password = encodeURIComponent("p:a%");
    expect(await connect({ proxy: proxy.url }).get(url).text()).toBe("client");
    const credentials = `Basic ${Buffer.from("user@a:p:a%").toString("base64")}`;
    expect(proxy.asked).toEqual([{ target: url.host, credentials }]);
  });
});

describe("a target behind a proxy", () => {
  it("that is not trusted is refused, as without one", async () => {
    const { url } = await serveSubject(server);
    const other = await makeCertificate("other");
    const { url: proxy } = await startProxy();
    await expect(connect({ proxy, ca: other.certificate }).get(url)).rejects.toMatchObject({
      name: "TlsError",
      code: "ERR_TLS_SERVER_UNTRUSTED",
    });
  });

  it("that is not there is an error", async () => {
    const { url: proxy } = await startProxy();
    await expect(connect({ proxy }).get(await closedPort())).rejects.toMatchObject({
      code: "ERR_API_CONNECTION",
      message: expect.stringMatching(/the proxy gave no connection/),
    });
  });
});
