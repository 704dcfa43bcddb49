import { once } from "node:events";
import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import httpSignature from "http-signature";
import { expect, it } from "vitest";
import {
  digestHeader,
  generateKeyPair,
  importSigner,
  importVerifier,
  signMessage,
  verifyMessage,
} from "../../../src/index.js";

const { privateKey, publicKey } = await generateKeyPair();
const names = ["(request-target)", "host", "date", "digest"];
const body = Buffer.from('{"hello": "world"}');

/** Sends a request over a socket and gives what the other side saw. */
async function exchange(
  prepare: (
    headers: Record<string, string>,
    target: string,
  ) => Promise<Record<string, string>> | Record<string, string>,
): Promise<{ incoming: IncomingMessage; received: Buffer }> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const target = "/foo?param=value&pet=dog";
  const plain = { host: `127.0.0.1:${port}`, date: new Date().toUTCString(), digest: digestHeader(body) };
  const outgoing = request({
    port,
    host: "127.0.0.1",
    method: "POST",
    path: target,
    headers: await prepare(plain, target),
  });
  outgoing.end(body);
  const [incoming, response] = await once(server, "request");
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  response.end();
  server.close();
  return { incoming, received: Buffer.concat(chunks) };
}

it("accepts our headers, and not altered ones", async () => {
  const signer = await importSigner(privateKey);
  const { incoming } = await exchange(async (headers, target) => {
    const message = { method: "POST", target, headers };
    const { value } = await signMessage({ message, headers: names, signer, keyId: "k" });
    return { ...headers, authorization: `Signature ${value}` };
  });
  const parsed = httpSignature.parseRequest(incoming, { headers: names });
  expect(httpSignature.verifySignature(parsed, publicKey)).toBe(true);
  incoming.headers.digest = digestHeader("other");
  const altered = httpSignature.parseRequest(incoming, { headers: names });
  expect(httpSignature.verifySignature(altered, publicKey)).toBe(false);
});

it("makes headers that we accept, and altered ones that we do not", async () => {
  const { incoming, received } = await exchange((headers, target) => {
    const signed: Record<string, string> = { ...headers };
    httpSignature.signRequest(
      {
        method: "POST",
        path: target,
        getHeader: (name: string) => signed[name.toLowerCase()],
        setHeader: (name: string, value: string) => {
          signed[name.toLowerCase()] = value;
        },
      },
      { key: privateKey, keyId: "k", headers: names },
    );
    return signed;
  });
  const verifier = await importVerifier(publicKey);
  const verify = (altered: Record<string, string[]> = {}) =>
    verifyMessage({
      message: {
        method: incoming.method as string,
        target: incoming.url as string,
        headers: { ...incoming.headersDistinct, ...altered },
        body: received,
      },
      carrier: "authorization",
      resolveKey: () => verifier,
      requiredHeaders: names,
      now: new Date(),
      maxAgeSeconds: 60,
    });
  await expect(verify()).resolves.toMatchObject({ keyId: "k", headers: names });
  await expect(verify({ host: ["elsewhere.example"] })).rejects.toMatchObject({
    code: "ERR_SIGNATURE_INVALID",
  });
});
