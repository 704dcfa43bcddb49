import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createHttpServer, type IncomingMessage, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect as connectTo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { importTlsIdentity, TlsError } from "@countersign/auth";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import {
  createWorldlineOpenBankingClient,
  type WorldlineOpenBankingClient,
  type WorldlineOpenBankingClientSettings,
} from "../../../src/index.js";
import { created, token, tokenV1, us } from "../../support/open-banking.js";

interface KeyAndCertificate {
  readonly key: string;
  readonly certificate: string;
}

/** For TLS alone, so EC: messages are signed with another key. */
function certify(name: string): KeyAndCertificate {
  const folder = mkdtempSync(join(tmpdir(), "countersign-"));
  try {
    const made = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -keyout key -out crt";
    const names = ["-subj", `/CN=${name}`, "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
    execFileSync("openssl", [...made.split(" "), ...names], { cwd: folder, stdio: "pipe" });
    const read = (file: string) => readFileSync(join(folder, file), "utf8");
    return { key: read("key"), certificate: read("crt") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => void sockets.add(socket.on("error", () => {})));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    await once(server, "close");
  });
  return (server.address() as AddressInfo).port;
}

const isInstalled = spawnSync("openssl", ["version"]).error === undefined;

describe.runIf(isInstalled || process.env.CI)("over TLS (needs apt-get install openssl), a client", () => {
  let server: KeyAndCertificate;
  let client: KeyAndCertificate;

  beforeAll(() => {
    [server, client] = [certify("service"), certify("us")];
  });

  /** The service, demanding our certificate in the handshake; and the names in the certificates that it was shown. */
  async function serve(): Promise<{ readonly port: number; readonly shown: readonly string[] }> {
    const shown: string[] = [];
    const tls = { key: server.key, cert: server.certificate, ca: client.certificate };
    const demanding = { ...tls, requestCert: true, rejectUnauthorized: true };
    const port = await listen(
      createTlsServer(demanding, async ({ socket, url = "" }, response) => {
        shown.push(String((socket as TLSSocket).getPeerCertificate().subject.CN));
        const given = url.endsWith("/token") ? token() : Response.json(created);
        response.writeHead(given.status, Object.fromEntries(given.headers)).end(await given.text());
      }),
    );
    return { port, shown };
  }

  async function open(
    port: number,
    settings: Pick<WorldlineOpenBankingClientSettings, "identity" | "ca" | "proxy">,
  ): Promise<WorldlineOpenBankingClient> {
    const opened = await createWorldlineOpenBankingClient({
      environment: new URL(`https://127.0.0.1:${port}`),
      initiatingPartyId: "000081",
      token: tokenV1,
      signing: us,
      messageSigning: "off",
      serviceCertificates: [],
      ...settings,
    });
    onTestFinished(() => opened.close());
    return opened;
  }

  const identity = () => importTlsIdentity({ ...client, now: new Date() });

  it("shows its identity, for the token and for the call", async () => {
    const { port, shown } = await serve();
    const { payments } = await open(port, { identity: await identity(), ca: server.certificate });
    expect((await payments.status("0170600")).data).toEqual(created);
    expect(shown).toEqual(["us", "us"]);
  });

  it("has none where none is given, and is refused", async () => {
    const { port, shown } = await serve();
    const { payments } = await open(port, { ca: server.certificate });
    await expect(payments.status("0170600")).rejects.toMatchObject({
      name: TlsError.name,
      code: "ERR_TLS_CLIENT_CERTIFICATE_REQUIRED",
    });
    expect(shown).toEqual([]);
  });

  it.each<[string, () => Pick<WorldlineOpenBankingClientSettings, "ca">]>([
    ["no ca", () => ({})],
    ["another ca", () => ({ ca: client.certificate })],
  ])("believes no server that it was not told to trust: %s", async (_name, trust) => {
    const { port, shown } = await serve();
    const { payments } = await open(port, { identity: await identity(), ...trust() });
    await expect(payments.status("0170600")).rejects.toMatchObject({
      name: TlsError.name,
      code: "ERR_TLS_SERVER_UNTRUSTED",
    });
    expect(shown).toEqual([]);
  });

  it("goes by its proxy", async () => {
    const { port, shown } = await serve();
    const asked = new Set<string | undefined>();
    const proxy = createHttpServer().on("connect", ({ url }: IncomingMessage, socket: Socket) => {
      asked.add(url);
      const target = connectTo(port, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 Connected\r\n\r\n");
        socket.pipe(target).pipe(socket);
      });
      target.on("error", () => socket.destroy());
      socket.on("close", () => target.destroy());
    });
    const { payments } = await open(port, {
      identity: await identity(),
      ca: server.certificate,
      proxy: new URL(`http://127.0.0.1:${await listen(proxy)}`),
    });
    await payments.status("0170600");
    expect(asked).toEqual(new Set([`127.0.0.1:${port}`]));
    expect(shown).toEqual(["us", "us"]);
  });
});
