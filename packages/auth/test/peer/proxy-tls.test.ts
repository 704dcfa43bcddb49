import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import https from "node:https";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, it } from "vitest";
import { buildProgram, type Program } from "../support/build-program.js";
import { makeCertificate, type TestCertificate } from "../support/certificates.js";
import { openClient } from "../support/client.js";
import { startProxy } from "../support/proxy.js";
import { closedPort, listen } from "../support/server.js";

let server: TestCertificate;
let program: Program;
let caFile: string;

beforeAll(async () => {
  server = await makeCertificate("server");
  program = await buildProgram(new URL("../support/get-once.ts", import.meta.url));
  caFile = join(dirname(program.file), "ca.pem");
  await writeFile(caFile, server.certificate);
  return program.remove;
});

const tls = () => ({ key: server.key, cert: server.certificate });

it("is trusted by what Node trusts, which NODE_EXTRA_CA_CERTS adds to", async () => {
  const target = await listen(https.createServer(tls(), (_request, response) => response.end("reached")));
  const proxy = await startProxy({ tls: tls() });
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program.file, `https://localhost:${target.port}`],
    { env: { ...process.env, HTTPS_PROXY: proxy.url.href, NO_PROXY: "", NODE_EXTRA_CA_CERTS: caFile } },
  );
  expect(stdout).toBe("reached\n");
  expect(proxy.asked).toEqual([{ target: `localhost:${target.port}`, credentials: undefined }]);
});

it("that is not trusted is an error, and is asked for nothing: `ca` is for the target", async () => {
  const proxy = await startProxy({ tls: tls() });
  const http = openClient({ ca: server.certificate, proxy: proxy.url });
  await expect(http.get(await closedPort())).rejects.toMatchObject({
    name: "ApiConnectionError",
    code: "ERR_API_CONNECTION",
    message: expect.stringMatching(/the proxy gave no connection: self[- ]signed certificate/),
  });
  expect(proxy.asked).toHaveLength(0);
});
