import { once } from "node:events";
import { renameSync, writeFileSync } from "node:fs";
import { request, type ServerResponse } from "node:http";
import { request as httpsRequest } from "node:https";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { describe, expect, it, vi } from "vitest";
import { type Authority, createAuthority } from "../support/authority.js";
import { commonNameOf, startBank, useCertificates, userId } from "../support/bank.js";
import { startProxy } from "../support/proxy.js";
import { readAnswer, send } from "../support/send.js";

const certificates = useCertificates();

const serialOf = (response: ServerResponse) =>
  (response.req.socket as TLSSocket).getPeerCertificate().serialNumber;

async function start() {
  const held: ServerResponse[] = [];
  const bank = await startBank(certificates, (received, response) => {
    if (received.url === "/hold") held.push(response);
    else response.end(serialOf(response));
  });
  const proxy = await startProxy(certificates, { upstream: new URL(bank.url) });
  return { bank, held, ...proxy };
}

describe("files that change", () => {
  it("give new requests the new certificate, and let those under way finish with the old one", async () => {
    const { url, sslFile, refresh, held, bank, log } = await start();
    const first = (await send(url)).body;
    const underWay = readAnswer(request(`${url}/hold`).end());
    await vi.waitUntil(() => held.length === 1, { timeout: 30_000 });
    expect(bank.connections()).toBe(1);

    writeFileSync(`${sslFile}.new`, certificates.authority.issue(userId).file);
    renameSync(`${sslFile}.new`, sslFile);
    await refresh();
    const second = (await send(url)).body;
    expect(second).not.toBe(first);
    expect(log.some(({ msg }) => msg === "another certificate, or other authorities, in use")).toBe(true);
    expect(bank.connections()).toBe(2);
    expect(bank.sockets.size).toBe(2);

    expect(serialOf(held[0] as ServerResponse)).toBe(first);
    held[0]?.end("done");
    expect(await underWay).toMatchObject({ status: 200, body: "done" });
    await vi.waitUntil(() => bank.sockets.size === 1, { timeout: 10_000 });
    expect((await send(url)).body).toBe(second);
  });

  it("present the new certificate from a session of their own", async () => {
    const { url, sslFile, refresh, bank } = await start();
    const resumed: boolean[] = [];
    bank.server.on("secureConnection", (socket: TLSSocket) => resumed.push(socket.isSessionReused()));
    const first = (await send(url)).body;
    for (const socket of bank.sockets) socket.destroy();
    expect((await send(url)).body).toBe(first);
    expect(resumed).toEqual([false, true]);
    writeFileSync(sslFile, certificates.authority.issue(userId).file);
    await refresh();
    expect((await send(url)).body).not.toBe(first);
    expect(resumed).toEqual([false, true, false]);
  });

  it("that cannot be used leave what was read before in use, and are told of", async () => {
    const { url, sslFile, refresh, metric, log } = await start();
    const first = (await send(url)).body;
    const other = certificates.authority.issue(userId);
    const cases = {
      "half written": certificates.consumer.file.slice(0, 200),
      "another key": certificates.consumer.certificate + other.key,
      "another consumer": certificates.authority.issue("a00012345_0099999").file,
      "an end that is past": certificates.authority.issue(userId, -1).file,
    };
    for (const [what, content] of Object.entries(cases)) {
      writeFileSync(sslFile, content);
      const complaints = () => log.filter(({ msg }) => msg === "changed files cannot be used").length;
      const before = complaints();
      await refresh();
      expect([what, complaints()]).toEqual([what, before]);
      await refresh();
      await refresh();
      expect([what, complaints()]).toEqual([what, before + 1]);
      expect(await metric("mtls_proxy_unusable_files")).toBe(1);
      expect((await send(url)).body).toBe(first);
    }
    expect(JSON.stringify(log)).not.toContain(other.key.slice(40, 70));
    writeFileSync(sslFile, other.file);
    await refresh();
    expect(await metric("mtls_proxy_unusable_files")).toBe(0);
    expect((await send(url)).body).not.toBe(first);
  });

  it("give new connections the new authorities", async () => {
    const { url, caFile, refresh, bank } = await start();
    expect((await send(url)).status).toBe(200);
    const other: Authority = createAuthority();
    const both = certificates.authority.bundle + other.bundle;
    writeFileSync(caFile, both);
    await refresh();
    expect((await send(url)).status).toBe(200);
    // The server changes its certificate under an authority that is now known.
    const { certificate: cert, key } = other.issue("bank");
    bank.server.setSecureContext({ cert, key, ca: certificates.authority.bundle });
    for (const socket of bank.sockets) socket.destroy();
    expect((await send(url)).status).toBe(200);
    writeFileSync(caFile, certificates.authority.bundle);
    await refresh();
    expect((await send(url)).status).toBe(502);
    other.remove();
  });

  it("do not matter where the server's certificate changes under a valid chain", async () => {
    const { url, bank } = await start();
    expect((await send(url)).status).toBe(200);
    const { certificate: cert, key } = certificates.authority.issue("bank");
    bank.server.setSecureContext({ cert, key, ca: certificates.authority.bundle });
    for (const socket of bank.sockets) socket.destroy();
    expect((await send(url)).status).toBe(200);
  });

  it("are looked at by themselves", async () => {
    const bank = await startBank(certificates, (_request, response) => void response.end(serialOf(response)));
    const { url, sslFile } = await startProxy(
      certificates,
      { upstream: new URL(bank.url) },
      { watchIntervalMs: 10 },
    );
    const first = (await send(url)).body;
    writeFileSync(sslFile, certificates.authority.issue(userId).file);
    await vi.waitUntil(async () => (await send(url)).body !== first, { timeout: 30_000 });
  });

  it("change the listener's certificate too", async () => {
    const bank = await startBank(certificates, (received, response) => {
      response.end(commonNameOf(received.socket));
    });
    const ours = [certificates.authority.issue("one"), certificates.authority.issue("two")] as const;
    const { folder } = await start();
    const [tlsCertificateFile, tlsKeyFile] = [join(folder, "tls.pem"), join(folder, "tls.key")];
    const write = ({ certificate, key }: (typeof ours)[0]) => {
      writeFileSync(tlsCertificateFile, certificate);
      writeFileSync(tlsKeyFile, key);
    };
    write(ours[0]);
    const config = { upstream: new URL(bank.url), tlsCertificateFile, tlsKeyFile };
    const { url, refresh, metric } = await startProxy(certificates, config);
    const serverOf = async () => {
      const sent = httpsRequest(url, { agent: false, ca: certificates.authority.bundle });
      const [response] = await once(sent.end(), "response");
      const name = (response.socket as TLSSocket).getPeerCertificate().subject.CN;
      expect(Buffer.concat(await response.toArray()).toString()).toBe(userId);
      return name;
    };
    expect(await serverOf()).toBe("one");
    write(ours[1]);
    await refresh();
    expect(await serverOf()).toBe("two");
    const line = 'countersign_tls_certificate_expiry_timestamp_seconds{certificate="listener"}';
    expect(await metric(line)).toBeGreaterThan(Date.now() / 1000);
  });
});
