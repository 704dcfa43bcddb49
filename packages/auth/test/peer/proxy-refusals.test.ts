import type { Socket } from "node:net";
import { inspect } from "node:util";
import { expect, it } from "vitest";
import type { HttpClientSettings } from "../../src/http/http-client.js";
import { openClient } from "../support/client.js";
import { startProxy } from "../support/proxy.js";
import { closedPort, untilAllClosed } from "../support/server.js";

async function refusalOf(proxy: URL, settings: HttpClientSettings = {}): Promise<unknown> {
  const url = new URL("/path", await closedPort());
  const call = openClient({ proxy, ...settings }).get(url, { headers: { "x-request-id": "r1" } });
  const error = await call.catch((refusal: unknown) => refusal);
  const shown = inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error);
  expect(shown).not.toContain("planted");
  expect(shown).not.toContain(Buffer.from("user:planted").toString("base64"));
  expect(error).toMatchObject({ method: "GET", url: url.href, requestId: "r1" });
  return error;
}

it.each<[string, string, RegExp]>([
  [
    "wants credentials",
    "407 Proxy Authentication Required",
    /: the proxy wants credentials, or others than these: put them into its URL/,
  ],
  ["forbids the target", "403 Forbidden", /: the proxy answered 403 instead of connecting/],
  ["does not reach the target", "502 Bad Gateway", /: the proxy answered 502 instead of connecting/],
])("says so: it %s", async (_name, status, message) => {
  const proxy = await startProxy({ refuse: (socket) => socket.end(`HTTP/1.1 ${status}\r\n\r\n`) });
  proxy.url.username = "user";
  proxy.url.password = "planted";
  expect(await refusalOf(proxy.url)).toMatchObject({
    name: "ApiConnectionError",
    code: "ERR_API_CONNECTION",
    message: expect.stringMatching(message),
  });
  expect(proxy.asked).toHaveLength(1);
  await untilAllClosed(proxy.sockets);
});

it.each<[string, (socket: Socket) => unknown, RegExp]>([
  ["hangs up", (socket) => socket.destroy(), /the proxy gave no connection: other side closed/],
  ["ends in the middle", (socket) => socket.end("HTTP/1.1 200 Con"), /the proxy gave no connection: /],
  ["speaks something else", (socket) => socket.end("SSH-2.0\r\n"), /the proxy gave no connection: .*HTTP/],
])("is asked once: it %s", async (_name, act, message) => {
  const proxy = await startProxy({ refuse: act });
  expect(await refusalOf(proxy.url)).toMatchObject({
    code: "ERR_API_CONNECTION",
    message: expect.stringMatching(message),
  });
  expect(proxy.asked).toHaveLength(1);
  await untilAllClosed(proxy.sockets);
});

it.each<[string, (socket: Socket) => unknown]>([
  ["says nothing", (socket) => socket.resume()],
  ["connects, and no more", (socket) => socket.resume().write("HTTP/1.1 200 Connected\r\n\r\n")],
])("has no more time than the request, and is left: it %s", async (_name, act) => {
  const proxy = await startProxy({ refuse: act });
  expect(await refusalOf(proxy.url, { timeoutMs: 500 })).toMatchObject({ code: "ERR_API_TIMEOUT" });
  await untilAllClosed(proxy.sockets);
});

it("is not there", async () => {
  const proxy = new URL(`http://user:planted@127.0.0.1:${(await closedPort()).port}`);
  expect(await refusalOf(proxy)).toMatchObject({
    code: "ERR_API_CONNECTION",
    message: expect.stringMatching(/the proxy gave no connection: connect ECONNREFUSED 127\.0\.0\.1/),
  });
});
