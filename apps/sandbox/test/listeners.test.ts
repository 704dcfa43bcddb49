import { once } from "node:events";
import type { AddressInfo } from "node:net";
import tls, { connect, createServer } from "node:tls";
import { beforeAll, expect, it } from "vitest";
import { cleanUp } from "./support/cleanup.js";
import { ecKey, openssl, selfSigned, temporaryFolder } from "./support/openssl.js";
import { type TestSandbox, testSandbox } from "./support/sandbox.js";

let folder: string;
let box: TestSandbox;

/** Below what Node sets by default: then nothing but the listeners' own setting refuses TLS 1.1. */
const lax = { DEFAULT_MIN_VERSION: "TLSv1", DEFAULT_CIPHERS: "DEFAULT@SECLEVEL=0" } as const;

async function withLaxDefaults<T>(task: () => Promise<T>): Promise<T> {
  const { DEFAULT_MIN_VERSION, DEFAULT_CIPHERS } = tls;
  Object.assign(tls, lax);
  try {
    return await task();
  } finally {
    Object.assign(tls, { DEFAULT_MIN_VERSION, DEFAULT_CIPHERS });
  }
}

/** The version that a client which offers TLS 1.1 alone comes to speak. */
async function speakOld(port: number | string): Promise<string | null> {
  const old = { minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: lax.DEFAULT_CIPHERS } as const;
  const socket = connect({ host: "127.0.0.1", port: Number(port), rejectUnauthorized: false, ...old });
  try {
    await once(socket, "secureConnect");
    return socket.getProtocol();
  } finally {
    socket.destroy();
  }
}

beforeAll(async () => {
  folder = await temporaryFolder();
  box = await withLaxDefaults(() => testSandbox());
});

it("a server that has Node's defaults alone would speak TLS 1.1 where those are lowered", async () => {
  const key = await ecKey(folder, "lax");
  const cert = await selfSigned(key, 1);
  const pem = String(await openssl(["pkey", "-in", key]));
  const server = await withLaxDefaults(async () => createServer({ key: pem, cert }));
  cleanUp(() => server.close());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  expect(await speakOld((server.address() as AddressInfo).port)).toBe("TLSv1.1");
});

it.each(["clearbank", "clearstream", "worldline", "worldlineIssuing"] as const)(
  "%s speaks no TLS below 1.2, whatever Node's defaults are",
  async (name) => {
    const refusal = { code: "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION" };
    const { port } = new URL(box.urls[name]);
    await expect(speakOld(port)).rejects.toMatchObject(refusal);
  },
);

it("that holds in the switches' other states, and after the server's certificate was renewed", async () => {
  const refusal = { code: "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION" };
  const refuses = async (name: "clearstream" | "worldline") =>
    expect(speakOld(new URL(box.urls[name]).port)).rejects.toMatchObject(refusal);
  await box.withSwitch("worldline.clientCertificate", "off", () => refuses("worldline"));
  const demanding = () =>
    box.withSwitch("clearstream.clientCertificate", "require-in-handshake", () => refuses("clearstream"));
  await demanding();
  const renewed = await withLaxDefaults(() =>
    box.control("POST", "/clearstream/server-certificate", { authority: "current" }),
  );
  expect(renewed.status).toBe(201);
  await refuses("clearstream");
  await demanding();
});
