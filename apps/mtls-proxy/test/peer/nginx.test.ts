import { writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { describeWithPrograms } from "@countersign/service/testing";
import { expect, it } from "vitest";
import { useCertificates, userId } from "../support/bank.js";
import { startNginx } from "../support/nginx.js";
import { startProxy } from "../support/proxy.js";
import { readAnswer, send } from "../support/send.js";

const certificates = useCertificates();

async function start(directives: string, verify: "on" | "optional" = "on") {
  const url = await startNginx(
    { "server.pem": certificates.server.file, "clients.pem": certificates.authority.bundle },
    `ssl_client_certificate clients.pem;
     ssl_verify_client ${verify};
     ssl_verify_depth 2;
     ${directives}`,
  );
  return await startProxy(certificates, { upstream: url });
}

const seen =
  'return 200 "$ssl_client_s_dn $ssl_client_verify $connection $connection_requests $http_connection";';

describeWithPrograms(["nginx"], "nginx that verifies client certificates behind", () => {
  it.each(["TLSv1.2", "TLSv1.3"])("sees the consumer's certificate, over %s", async (protocol) => {
    const { url, operations } = await start(`ssl_protocols ${protocol}; ${seen}`);
    expect((await send(url)).body).toMatch(new RegExp(`^CN=${userId} SUCCESS `));
    expect((await fetch(`${operations}/readyz`)).status).toBe(200);
  });

  it("sees one connection whatever the clients do with theirs", async () => {
    const { url } = await start(seen);
    const connections = new Set<string | undefined>();
    for (let call = 1; call <= 5; call += 1) {
      const [, , connection, requests, mode] = (await send(url)).body.split(" ");
      connections.add(connection);
      expect([requests, mode]).toEqual([String(call), "keep-alive"]);
    }
    expect(connections.size).toBe(1);
  });

  it("sees the new certificate at once when the file has changed", async () => {
    const { url, sslFile, refresh } = await start(`return 200 "$ssl_client_serial $ssl_session_reused";`);
    const [first] = (await send(url)).body.split(" ");
    writeFileSync(sslFile, certificates.authority.issue(userId).file);
    await refresh();
    const [second, isReused] = (await send(url)).body.split(" ");
    expect(second).not.toBe(first);
    expect(isReused).toBe(".");
  });

  it("gets through with what it refuses itself, which the proxy is then not ready for", async () => {
    const other = { "server.pem": certificates.server.file, "clients.pem": certificates.server.certificate };
    const upstream = await startNginx(
      other,
      `ssl_client_certificate clients.pem;
       ssl_verify_client on;
       ssl_verify_depth 0;
       return 200 "ok";`,
    );
    const { url, operations } = await startProxy(certificates, { upstream });
    expect(await send(url)).toMatchObject({ status: 400, body: expect.stringContaining("certificate") });
    const ready = await fetch(`${operations}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([503, "the upstream refuses: status 400\n"]);
  });

  it("takes a megabyte and gives one back, over kept connections", async () => {
    // nginx gives the length of what it has read.
    const { url } = await start(
      `client_max_body_size 2m; location / { proxy_pass https://127.0.0.1:$server_port/read;
         proxy_ssl_certificate server.pem; proxy_ssl_certificate_key server.pem; }
       location /read { return 200 "$content_length"; }`,
    );
    const agent = new Agent({ keepAlive: true });
    const body = Buffer.alloc(1024 * 1024, "x");
    for (const headers of [{ "content-length": body.length }, { "transfer-encoding": "chunked" }]) {
      const sent = request(url, { method: "POST", headers, agent });
      sent.end(body);
      expect(await readAnswer(sent)).toMatchObject({ status: 200, body: String(body.length) });
    }
    agent.destroy();
  });
});
