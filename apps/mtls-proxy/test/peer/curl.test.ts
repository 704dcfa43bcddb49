import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { describeWithPrograms } from "@countersign/service/testing";
import { expect, it } from "vitest";
import { commonNameOf, startBank, useCertificates, userId } from "../support/bank.js";
import { startProxy } from "../support/proxy.js";

const certificates = useCertificates();
const run = promisify(execFile);

/** `curl -q`: without anybody's settings. */
const curl = async (...args: string[]) => (await run("curl", ["-q", "-sS", "--noproxy", "", ...args])).stdout;

async function start(withTls: boolean) {
  const bank = await startBank(certificates, async (request, response) => {
    const { length } = await buffer(request);
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({
        method: request.method,
        url: request.url,
        length,
        from: commonNameOf(request.socket),
      }),
    );
  });
  const folder = (await startProxy(certificates, { upstream: new URL(bank.url) })).folder;
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const tls = {
    tlsCertificateFile: file("tls.pem", certificates.server.certificate),
    tlsKeyFile: file("tls.key", certificates.server.key),
  };
  const upstream = new URL(bank.url);
  const proxy = await startProxy(certificates, { upstream, ...(withTls && tls) });
  const ca = file("ca.pem", certificates.authority.bundle);
  return { ...proxy, file, upstream, ca: withTls ? ["--cacert", ca] : [] };
}

describeWithPrograms(["curl"], "curl in front", () => {
  it.each([
    ["plain HTTP", false],
    ["one-way TLS", true],
  ])("over %s", async (_what, withTls) => {
    const { url, ca, file } = await start(withTls);
    const ask = async (path: string, ...args: string[]) =>
      JSON.parse(await curl(...ca, ...args, `${url}${path}`));
    const from = userId;
    expect(await ask("/playground/v1/echo?value=Hello%20World")).toEqual({
      ...{ method: "GET", url: "/playground/v1/echo?value=Hello%20World", length: 0, from },
    });
    expect(await ask("/x", "--data", "grant_type=password")).toEqual({
      ...{ method: "POST", url: "/x", length: 19, from },
    });
    // curl waits for 100 Continue before it sends so much.
    const large = file("large", "x".repeat(2 * 1024 * 1024));
    expect(await ask("/x", "--data-binary", `@${large}`, "--header", "Expect: 100-continue")).toMatchObject({
      method: "POST",
      length: 2 * 1024 * 1024,
    });
    expect(await ask("/x", "--upload-file", large, "--header", "Transfer-Encoding: chunked")).toMatchObject({
      method: "PUT",
      length: 2 * 1024 * 1024,
    });
    expect(await curl(...ca, "--head", `${url}/x`)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    const both = await curl(...ca, "--write-out", "%{num_connects} ", `${url}/1`, `${url}/2`);
    expect(both.match(/(?<=})\d/g)).toEqual(["1", "0"]);
  });

  it("that has the proxy for its HTTP proxy reaches the upstream, and nobody else", async () => {
    const { url, upstream } = await start(false);
    expect(JSON.parse(await curl("--proxy", url, `http://${upstream.host}/x?y=z`))).toMatchObject({
      url: "/x?y=z",
      from: userId,
    });
    const other = await curl("--proxy", url, "--write-out", " %{http_code}", "http://example.com/x");
    expect(other).toMatch(/ERR_PROXY_HOST.* 421$/s);
    await expect(curl("--proxy", url, `https://${upstream.host}/x`)).rejects.toMatchObject({
      code: expect.any(Number),
    });
  });

  it("--path-as-is does not get out of the paths that are allowed", async () => {
    const { upstream } = await start(false);
    const { url } = await startProxy(certificates, { upstream, allow: ["/playground"] });
    const status = (path: string) =>
      curl("--path-as-is", "--output", "/dev/null", "--write-out", "%{http_code}", `${url}${path}`);
    expect(await status("/playground/v1/info")).toBe("200");
    expect(await status("/playground/../scim2")).toBe("400");
    expect(await status("/playground/%2e%2e/scim2")).toBe("400");
    expect(await status("/scim2")).toBe("403");
  });
});
