import { once } from "node:events";
import { type IncomingMessage, request, type ServerResponse } from "node:http";
import { describe, expect, it, vi } from "vitest";
import { startBank, useCertificates } from "../support/bank.js";
import { startProxy } from "../support/proxy.js";
import { readAnswer } from "../support/send.js";

const certificates = useCertificates();

/** A bank whose exchanges the test holds in its hands. */
async function start() {
  const exchanges: { request: IncomingMessage; response: ServerResponse }[] = [];
  const bank = await startBank(certificates, (request, response) => {
    exchanges.push({ request, response });
  });
  const proxy = await startProxy(certificates, { upstream: new URL(bank.url) });
  const next = async () => {
    await vi.waitUntil(() => exchanges.length > 0, { timeout: 10_000 });
    return exchanges.shift() as (typeof exchanges)[0];
  };
  return { ...proxy, next };
}

const chunk = Buffer.alloc(64 * 1024, "x");
/** More than all buffers between two ends hold, and less than a test has memory for. */
const tooMuch = 64 * 1024 * 1024;

/** Writes until the other side no longer takes anything, and says how much went. */
async function writeUntilFull(
  stream: NodeJS.WritableStream & { writableNeedDrain: boolean },
): Promise<number> {
  let written = 0;
  while (written < tooMuch) {
    if (!stream.writableNeedDrain) {
      stream.write(chunk);
      written += chunk.length;
      continue;
    }
    const isDrained = await Promise.race([
      once(stream, "drain").then(() => true),
      new Promise<boolean>((resolve) => setTimeout(resolve, 500, false)),
    ]);
    if (!isDrained) return written;
  }
  return written;
}

describe("streaming", () => {
  it("passes each part on as it comes, in both directions at once", async () => {
    const { url, next } = await start();
    const sent = request(`${url}/`, { method: "POST" });
    sent.write("first");
    const bank = await next();
    expect(String(await once(bank.request, "data"))).toBe("first");
    bank.response.write("answer begins");
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    expect(String(await once(answer, "data"))).toBe("answer begins");
    sent.write("second");
    expect(String(await once(bank.request, "data"))).toBe("second");
    bank.response.write("goes on");
    expect(String(await once(answer, "data"))).toBe("goes on");
    sent.end();
    await once(bank.request, "end");
    bank.response.end();
    answer.resume();
    await once(answer, "end");
  });

  it("takes no more of an answer than a slow client does, and then all of it", async () => {
    const { url, next } = await start();
    const answered = once(request(`${url}/`).end(), "response") as Promise<[IncomingMessage]>;
    const { response } = await next();
    response.write(chunk);
    const [answer] = await answered;
    const written = chunk.length + (await writeUntilFull(response));
    expect(written).toBeLessThan(tooMuch);
    response.end();
    let received = 0;
    for await (const part of answer) received += part.length;
    expect(received).toBe(written);
  });

  it("takes no more of a request than a slow bank does, and then all of it", async () => {
    const { url, next } = await start();
    const sent = request(`${url}/`, { method: "POST" });
    const begun = next();
    const written = await writeUntilFull(sent);
    expect(written).toBeLessThan(tooMuch);
    sent.end();
    const bank = await begun;
    let received = 0;
    for await (const part of bank.request) received += part.length;
    bank.response.end(String(received));
    expect(await readAnswer(sent)).toMatchObject({ body: String(written) });
  });

  it.each(["before its answer", "within its answer", "within its request"])(
    "ends the exchange with the bank where the client goes away %s",
    async (when) => {
      const { url, next, log, metric } = await start();
      const sent = request(`${url}/`, { method: "POST" });
      sent.on("error", () => {});
      if (when === "within its request") sent.write(chunk);
      else sent.end("body");
      const { request: received, response } = await next();
      received.resume();
      const closed = once(response, "close");
      if (when === "within its answer") {
        response.write(chunk);
        await once(sent, "response");
      }
      sent.destroy();
      await closed;
      expect(response.writableFinished).toBe(false);
      await vi.waitUntil(() => log.length === 1, { timeout: 10_000 });
      expect(log).toMatchObject([{ msg: "request", status: 499 }]);
      expect(await metric('mtls_proxy_requests_total{status="4xx"}')).toBe(1);
      expect(await metric("mtls_proxy_requests_under_way")).toBe(0);
    },
  );

  it("sends nothing for a client that went away while it waited for a connection", async () => {
    const { url, next, metric } = await start();
    const underWay = async (count: number) =>
      await vi.waitUntil(async () => (await metric("mtls_proxy_requests_under_way")) === count, {
        timeout: 30_000,
      });
    const begun = Array.from({ length: 64 }, () => readAnswer(request(url).end()));
    const busy = [];
    for (let count = 0; count < 64; count += 1) busy.push(await next());
    const gone = request(`${url}/gone`).on("error", () => {});
    gone.end();
    await underWay(65);
    const last = readAnswer(request(`${url}/last`).end());
    await underWay(66);
    gone.destroy();
    await underWay(65);
    for (const { response } of busy) response.end("ok");
    await Promise.all(begun);
    const { request: received, response } = await next();
    expect(received.url).toBe("/last");
    response.end("ok");
    expect(await last).toMatchObject({ status: 200 });
  });

  it("cuts an answer off where the bank does, so that nobody takes a part for the whole", async () => {
    const { url, next, log } = await start();
    const sent = request(url).end();
    const { response } = await next();
    response.write("part");
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    answer.resume();
    response.destroy();
    await expect(once(answer, "end")).rejects.toMatchObject({ code: "ECONNRESET" });
    await vi.waitUntil(() => log.length === 1, { timeout: 10_000 });
    expect(log).toMatchObject([{ msg: "request refused", code: "ERR_PROXY_CONNECTION" }]);
  });

  it("passes on an answer that comes before the request has ended", async () => {
    const { url, next } = await start();
    const sent = request(url, { method: "POST", headers: { "content-length": "100" } });
    sent.on("error", () => {});
    sent.write("part");
    const { response } = await next();
    response.writeHead(413, { connection: "close" }).end("too long");
    expect(await readAnswer(sent)).toMatchObject({ status: 413, body: "too long" });
    sent.destroy();
  });
});
