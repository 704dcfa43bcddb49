import { describe, expect, it, onTestFinished } from "vitest";
import { createAuthority } from "../support/authority.js";
import { startBank, useCertificates } from "../support/bank.js";
import { startProxy } from "../support/proxy.js";
import { send } from "../support/send.js";

const certificates = useCertificates();

const dayMs = 24 * 60 * 60 * 1000;

async function start(status = 200) {
  let time = Date.now();
  const asked: string[] = [];
  const state = { status };
  const bank = await startBank(certificates, (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(state.status).end();
  });
  const proxy = await startProxy(
    certificates,
    { upstream: new URL(bank.url), allow: ["/playground"] },
    { now: () => new Date(time) },
  );
  return {
    ...proxy,
    bank,
    asked,
    state,
    pass: (ms: number) => {
      time += ms;
    },
    ready: async () => {
      const response = await fetch(`${proxy.operations}/readyz`);
      return { status: response.status, text: await response.text() };
    },
  };
}

describe("readiness", () => {
  it("is there where the upstream takes a new connection with our certificate", async () => {
    const { ready, asked, bank } = await start();
    expect(await ready()).toEqual({ status: 200, text: "ready\n" });
    expect(asked).toEqual(["HEAD /"]);
    expect(bank.connections()).toBe(1);
  });

  it("asks the upstream once in ten seconds, whoever asks how often", async () => {
    const { ready, asked, pass } = await start();
    await Promise.all([ready(), ready(), ready()]);
    pass(9_999);
    await ready();
    expect(asked).toHaveLength(1);
    pass(1);
    await ready();
    expect(asked).toHaveLength(2);
  });

  it.each([400, 401, 403, 500, 503])("is not there where the upstream answers %i", async (status) => {
    const { ready, state, pass } = await start(status);
    expect(await ready()).toEqual({ status: 503, text: `the upstream refuses: status ${status}\n` });
    state.status = 404;
    pass(10_000);
    expect(await ready()).toMatchObject({ status: 200 });
  });

  it("is not there where the handshake fails, though a connection from before is open", async () => {
    const { ready, url, bank, pass } = await start();
    expect(await ready()).toMatchObject({ status: 200 });
    await send(`${url}/playground`);
    const other = createAuthority();
    onTestFinished(other.remove);
    const { certificate: cert, key } = certificates.server;
    bank.server.setSecureContext({ cert, key, ca: other.bundle });
    pass(10_000);
    const answer = await ready();
    expect(answer).toMatchObject({ status: 503, text: expect.stringMatching(/^the upstream refuses: /) });
    expect((await send(`${url}/playground`)).status).toBe(200);
  });

  it("is not there once the certificate has ended, which its metric has told before", async () => {
    const { ready, pass, asked, metric, operations } = await start();
    const ends = await metric('countersign_tls_certificate_expiry_timestamp_seconds{certificate="ssl"}');
    expect(Math.round((ends * 1000 - Date.now()) / dayMs)).toBe(30);
    pass(31 * dayMs);
    expect(await ready()).toMatchObject({
      status: 503,
      text: expect.stringMatching(
        /^ERR_TLS_IDENTITY_EXPIRED The certificate of CN=a00012345_0012345 expired/,
      ),
    });
    expect(asked).toEqual([]);
    expect((await fetch(`${operations}/healthz`)).status).toBe(200);
  });
});
