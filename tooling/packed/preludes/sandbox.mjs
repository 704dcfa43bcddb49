// Somebody's own client and webhook listener, written by hand: a test with the sandbox needs none of our packages.
import { execFileSync } from "node:child_process";
import { createSign } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, request } from "node:https";

const openssl = (...args) => execFileSync("openssl", ["req", "-newkey", "rsa:2048", "-nodes", ...args]);
openssl("-new", "-keyout", "test.key", "-subj", "/CN=test", "-out", "test.csr");
openssl(
  ...["-x509", "-keyout", "listener.key", "-subj", "/CN=localhost", "-out", "listener.pem"],
  ...["-addext", "subjectAltName=IP:127.0.0.1"],
);
const sign = (body) => createSign("sha256").update(body).sign(readFileSync("test.key"), "base64");
const tls = { key: readFileSync("listener.key"), cert: readFileSync("listener.pem") };

const server = createServer(tls, async (incoming, response) => {
  const body = Buffer.concat(await incoming.toArray()).toString();
  const answer = `{"Nonce":${/"Nonce":\s*(\d+)/.exec(body)[1]}}`;
  response.setHeader("content-type", "application/json").setHeader("DigitalSignature", sign(answer));
  response.end(answer);
});
server.listen(0, "127.0.0.1").unref();
await once(server, "listening");

export const listener = {
  url: `https://127.0.0.1:${server.address().port}/webhooks`,
  certificate: readFileSync("listener.pem", "utf8"),
};

/** Sends ClearBank's test request, signed, which sets off a FITestEvent. */
export async function callClient({ urls, ca }, token) {
  const body = '{"body":"hello world!"}';
  const sent = request(new URL("/v1/Test", urls.clearbank), {
    ca,
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "x-request-id": "1",
      digitalsignature: sign(body),
    },
  });
  sent.end(body);
  const [{ statusCode, headers }] = await once(sent, "response");
  if (statusCode !== 200) throw new Error(`ClearBank answered ${statusCode}: ${headers["sandbox-reason"]}`);
}
