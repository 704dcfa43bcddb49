import { afterAll, beforeAll, expect, it } from "vitest";
import { importTlsIdentity } from "../../src/tls/import-tls-identity.js";
import { type Authority, createAuthority } from "../support/authority.js";
import { now } from "../support/certificates.js";
import { openClient } from "../support/client.js";
import { startNginx } from "../support/nginx.js";
import { describeWith } from "../support/tools.js";

describeWith("nginx", "nginx", () => {
  let root: Authority;
  let server: string;

  beforeAll(() => {
    root = createAuthority("Root");
    const { certificate, key } = root.issue("server");
    server = certificate + key;
  });

  afterAll(() => root.remove());

  const start = (protocols: string) =>
    startNginx(
      { "server.pem": server, "clients.pem": root.certificate },
      `ssl_protocols ${protocols};
       ssl_ciphers DEFAULT:@SECLEVEL=0;
       ssl_client_certificate clients.pem;
       ssl_verify_client on;
       return 200 '{"protocol": "$ssl_protocol", "subject": "$ssl_client_s_dn"}';`,
    );

  const connect = async () =>
    openClient({
      ca: root.certificate,
      identity: await importTlsIdentity({ ...root.issue("client"), now }),
    });

  it.each([
    ["TLSv1.2", "TLSv1.2"],
    ["TLSv1.3", "TLSv1.3"],
    ["TLSv1.2 TLSv1.3", "TLSv1.3"],
    ["TLSv1 TLSv1.1 TLSv1.2", "TLSv1.2"],
  ])("that speaks %s is spoken to in %s", async (offered, protocol) => {
    const http = await connect();
    expect(await http.get(await start(offered)).json()).toEqual({ protocol, subject: "CN=client" });
  });

  it.each(["TLSv1.1", "TLSv1"])("that speaks only %s is refused", async (protocol) => {
    const http = await connect();
    await expect(http.get(await start(protocol))).rejects.toMatchObject({
      name: "TlsError",
      code: "ERR_TLS_PROTOCOL",
      isRetryable: false,
      message: expect.stringMatching(/no common version of TLS or no common cipher; TLS 1\.2 is the least/),
    });
  });

  it("answers a plain request to its TLS port with a page", async () => {
    const url = await start("TLSv1.2 TLSv1.3");
    const response = await openClient().get(`http://${url.host}/`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("The plain HTTP request was sent to HTTPS port");
  });
});
