import { once } from "node:events";
import https from "node:https";
import net from "node:net";
import tls, { type TLSSocket } from "node:tls";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { importTlsIdentity } from "../../../src/tls/import-tls-identity.js";
import { daysFromNow, makeCertificate, now, type TestCertificate } from "../../support/certificates.js";
import { openClient } from "../../support/client.js";
import { eventually } from "../../support/eventually.js";
import { startProxy } from "../../support/proxy.js";
import { listen, serve, servePlain, untilAllClosed } from "../../support/server.js";

let server: TestCertificate;
let first: TestCertificate;
let second: TestCertificate;

beforeAll(async () => {
  [server, first, second] = await Promise.all([
    makeCertificate("server"),
    makeCertificate("first"),
    makeCertificate("second"),
  ]);
});

interface SubjectServer {
  readonly url: URL;
  /** Of the connections that are open. */
  readonly subjects: ReadonlySet<{ readonly subject: string }>;
  /** Requests for `/held`, to be answered when they are called. */
  readonly held: (() => void)[];
}

/** Answers with the subject of the client certificate. */
async function serveSubject(): Promise<SubjectServer> {
  const held: (() => void)[] = [];
  const subjects = new Set<{ readonly subject: string }>();
  const tls = { key: server.key, cert: server.certificate, requestCert: true, rejectUnauthorized: false };
  const { port } = await listen(
    https
      .createServer(tls, ({ socket, url }, response) => {
        const subject = subjectOf(socket as TLSSocket);
        const answer = () => response.end(subject);
        if (url === "/held") held.push(answer);
        else answer();
      })
      .on("secureConnection", (socket) => {
        const connection = { subject: subjectOf(socket) };
        subjects.add(connection);
        socket.once("close", () => subjects.delete(connection));
      }),
  );
  return { subjects, held, url: new URL(`https://127.0.0.1:${port}`) };
}

function subjectOf(socket: TLSSocket): string {
  return String(socket.getPeerCertificate().subject?.CN);
}

describe("settings", () => {
  it.each<[string, string]>([
    ["no PEM", "garbage"],
    ["damaged PEM", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"],
    ["nothing", ""],
  ])("refuse a CA bundle that is none: %s", (_name, ca) => {
    expect(() => openClient({ ca })).toThrow(
      expect.objectContaining({ name: "CertificateError", code: "ERR_CERTIFICATE_UNREADABLE" }),
    );
  });

  it("refuse a proxy that is neither http nor https", () => {
    expect(() => openClient({ proxy: new URL("socks5://user:planted@127.0.0.1:1080") })).toThrow(
      new TypeError("proxy must be an http: or https: URL; this one is socks5:"),
    );
  });
});

describe("where Node's own defaults are lowered", () => {
  /** A server that speaks this version alone, and what Node itself, by its defaults, comes to speak with it. */
  async function serveOld(version: "TLSv1.1" | "TLSv1"): Promise<URL> {
    const { DEFAULT_MIN_VERSION, DEFAULT_CIPHERS } = tls;
    onTestFinished(() => void Object.assign(tls, { DEFAULT_MIN_VERSION, DEFAULT_CIPHERS }));
    const ciphers = "DEFAULT@SECLEVEL=0";
    Object.assign(tls, { DEFAULT_MIN_VERSION: "TLSv1", DEFAULT_CIPHERS: ciphers });
    const only = { minVersion: version, maxVersion: version, ciphers };
    const url = await serve({ key: server.key, cert: server.certificate, ...only }, (_request, response) => {
      response.end("reached");
    });
    const socket = tls.connect({ host: url.hostname, port: Number(url.port), ca: server.certificate });
    await once(socket, "secureConnect");
    expect(socket.getProtocol()).toBe(version);
    socket.destroy();
    return url;
  }

  const refusal = { name: "TlsError", code: "ERR_TLS_PROTOCOL", isRetryable: false };

  it.each(["TLSv1.1", "TLSv1"] as const)("a server that speaks only %s is still refused", async (version) => {
    const url = await serveOld(version);
    await expect(openClient({ ca: server.certificate }).get(url)).rejects.toMatchObject(refusal);
  });

  it("it is so through a proxy, too", async () => {
    const url = await serveOld("TLSv1.1");
    const proxy = await startProxy();
    const http = openClient({ ca: server.certificate, proxy: proxy.url });
    await expect(http.get(url)).rejects.toMatchObject(refusal);
    expect(proxy.asked).toHaveLength(1);
  });
});

describe("an identity", () => {
  it("that has expired in memory is refused before a connection is made", async () => {
    let today = now;
    let connections = 0;
    const { port } = await listen(net.createServer(() => void connections++));
    const identity = await importTlsIdentity({ ...first, now });
    const http = openClient({ ca: server.certificate, identity, now: () => today, timeoutMs: 100 });
    today = daysFromNow(2);
    await expect(http.get(`https://127.0.0.1:${port}`)).rejects.toMatchObject({
      name: "TlsIdentityError",
      code: "ERR_TLS_IDENTITY_EXPIRED",
      message: expect.stringMatching(/^The certificate of CN=first expired at .*: get a new one\.$/),
    });
    today = daysFromNow(-2);
    await expect(http.get(`https://127.0.0.1:${port}`)).rejects.toMatchObject({
      code: "ERR_TLS_IDENTITY_NOT_YET_VALID",
    });
    expect(connections).toBe(0);

    today = now;
    await expect(http.get(`https://127.0.0.1:${port}`)).rejects.toMatchObject({ code: "ERR_API_TIMEOUT" });
    await eventually(() => expect(connections).toBe(1));
  });

  it("has connections of its own from when it replaces another, and the old ones end", async () => {
    const { url, subjects } = await serveSubject();
    const identity = await importTlsIdentity({ ...first, now });
    const http = openClient({ ca: server.certificate, identity });
    expect(await http.get(url).text()).toBe("first");
    expect(subjects).toEqual(new Set([{ subject: "first" }]));
    identity.replace(await importTlsIdentity({ ...second, now }));
    expect(await http.get(url).text()).toBe("second");
    await eventually(() => expect(subjects).toEqual(new Set([{ subject: "second" }])));
  });

  it("that is replaced lets a request under way finish on its connection", async () => {
    const { url, subjects, held } = await serveSubject();
    const identity = await importTlsIdentity({ ...first, now });
    const http = openClient({ ca: server.certificate, identity });
    const slow = http.get(new URL("/held", url)).text();
    await eventually(() => expect(held.length).toBe(1));
    identity.replace(await importTlsIdentity({ ...second, now }));
    expect(await http.get(url).text()).toBe("second");
    expect(subjects).toEqual(new Set([{ subject: "first" }, { subject: "second" }]));
    held[0]?.();
    expect(await slow).toBe("first");
    await eventually(() => expect(subjects).toEqual(new Set([{ subject: "second" }])));
  });
});

describe("a failure", () => {
  it("leaves requests under way alone", async () => {
    const { url, held, subjects } = await serveSubject();
    const http = openClient({ ca: server.certificate });
    const controller = new AbortController();
    const others = [http.get(new URL("/held", url)), http.get(new URL("/held", url))];
    await eventually(() => expect(held.length).toBe(2));
    const aborted = http.get(new URL("/held", url), { signal: controller.signal });
    await eventually(() => expect(held.length).toBe(3));
    controller.abort();
    await expect(aborted).rejects.toBe(controller.signal.reason);
    expect((await http.get(url)).status).toBe(200);
    await eventually(() => expect(subjects.size).toBe(3));
    for (const answer of held) answer();
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual([200, 200]);
    await eventually(() => expect(subjects.size).toBe(1));
  });

  it("leaves no connection that was still being made", async () => {
    const { port, sockets } = await listen(net.createServer((socket) => socket.resume()));
    await expect(openClient({ timeoutMs: 100 }).get(`https://127.0.0.1:${port}`)).rejects.toMatchObject({
      code: "ERR_API_TIMEOUT",
    });
    await untilAllClosed(sockets);
  });
});

describe("close", () => {
  it("waits for what is under way, on connections of a replaced identity too", async () => {
    const { url, held, subjects } = await serveSubject();
    const identity = await importTlsIdentity({ ...first, now });
    const http = openClient({ ca: server.certificate, identity });
    const ended: string[] = [];
    const get = async () => void ended.push(await http.get(new URL("/held", url)).text());
    const underWay = [get()];
    await eventually(() => expect(held.length).toBe(1));
    identity.replace(await importTlsIdentity({ ...second, now }));
    underWay.push(get());
    await eventually(() => expect(held.length).toBe(2));
    const closed = http.close().then(() => ended.push("closed"));
    await new Promise(setImmediate);
    expect(ended).toEqual([]);
    for (const answer of held) answer();
    await Promise.all([closed, ...underWay]);
    expect(ended.sort()).toEqual(["closed", "first", "second"]);
    await eventually(() => expect(subjects.size).toBe(0));
  });

  it("does not wait for a connection that nobody needs any more", async () => {
    const { port, sockets } = await listen(net.createServer((socket) => socket.resume()));
    const http = openClient({ timeoutMs: 1000 });
    const refused = expect(http.get(`https://127.0.0.1:${port}`)).rejects.toMatchObject({
      code: "ERR_API_TIMEOUT",
    });
    await eventually(() => expect(sockets.size).toBe(1));
    await http.close();
    await refused;
    await untilAllClosed(sockets);
  });

  it("is the end: nothing is sent afterwards", async () => {
    let requests = 0;
    const url = await servePlain((_request, response) => {
      requests += 1;
      response.end();
    });
    const http = openClient();
    await http.get(url);
    await http.close();
    await http.close();
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(http.get(url)).rejects.toMatchObject({
        code: "ERR_API_CONNECTION",
        message: expect.stringMatching(/the client was closed/),
      });
    }
    expect(requests).toBe(1);
  });
});
