import { afterAll, beforeAll, expect, it } from "vitest";
import type { HttpClientSettings } from "../../src/http/http-client.js";
import { readJson } from "../../src/http/read-json.js";
import { importTlsIdentity } from "../../src/tls/import-tls-identity.js";
import { type Authority, createAuthority } from "../support/authority.js";
import { daysFromNow, now, type TestCertificate } from "../support/certificates.js";
import { openClient } from "../support/client.js";
import { startNginx } from "../support/nginx.js";
import { describeWith } from "../support/tools.js";

describeWith("nginx", "nginx that wants a client certificate", () => {
  let root: Authority;
  let intermediate: Authority;
  let elsewhere: Authority;
  let server: string;
  let client: TestCertificate;

  beforeAll(() => {
    root = createAuthority("Root");
    intermediate = root.createIntermediate("Intermediate");
    elsewhere = createAuthority("Elsewhere");
    const { certificate, key } = root.issue("server");
    server = certificate + key;
    client = intermediate.issue("client_with_underscore");
  });

  afterAll(() => {
    for (const authority of [root, intermediate, elsewhere]) authority.remove();
  });

  /** It trusts the root alone, so that the intermediate has to be sent. */
  const start = (revocationLists?: string) =>
    startNginx(
      { "server.pem": server, "clients.pem": root.certificate, "revoked.pem": revocationLists ?? "" },
      `ssl_client_certificate clients.pem;
       ssl_verify_client on;
       ssl_verify_depth 2;
       ${revocationLists ? "ssl_crl revoked.pem;" : ""}
       return 200 '{"subject": "$ssl_client_s_dn", "verified": "$ssl_client_verify"}';`,
    );

  async function call(url: URL, settings: HttpClientSettings = {}): Promise<unknown> {
    const response = await openClient({ ca: root.certificate, ...settings }).get(new URL("/v1/info", url));
    return (await readJson(response, { method: "GET", url: url.href })).data;
  }

  const accepted = { subject: "CN=client_with_underscore", verified: "SUCCESS" };

  async function expectPage(answer: Promise<unknown>, title: string): Promise<void> {
    await expect(answer).rejects.toMatchObject({
      name: "ApiContentError",
      code: "ERR_API_HTML",
      status: 400,
      isRetryable: false,
      message: expect.stringContaining(`the web page "400 ${title}" instead of JSON`),
    });
  }

  it.each<[string, () => string]>([
    ["leaf first", () => client.certificate + intermediate.certificate],
    ["authority first", () => intermediate.certificate + client.certificate],
    ["everything upside down", () => root.certificate + intermediate.certificate + client.certificate],
  ])("accepts ours: %s", async (_name, chain) => {
    const identity = await importTlsIdentity({ certificate: chain() + client.key, now });
    expect(await call(await start(), { identity })).toEqual(accepted);
  });

  it("refuses ours without its intermediate, which it cannot know", async () => {
    const identity = await importTlsIdentity({ ...client, now });
    await expectPage(call(await start(), { identity }), "The SSL certificate error");
  });

  it("refuses none", async () => {
    await expectPage(call(await start()), "No required SSL certificate was sent");
  });

  it("refuses one of another authority", async () => {
    const stranger = elsewhere.issue("stranger");
    const identity = await importTlsIdentity({ ...stranger, now });
    await expectPage(call(await start(), { identity }), "The SSL certificate error");
  });

  it("refuses one that has expired, which a clock that is wrong lets through here", async () => {
    const expired = root.issue("expired", { notBefore: daysFromNow(-3), notAfter: daysFromNow(-1) });
    const past = daysFromNow(-2);
    const identity = await importTlsIdentity({ ...expired, now: past });
    const url = await start();
    await expectPage(call(url, { identity, now: () => past }), "The SSL certificate error");
    await expect(call(url, { identity })).rejects.toMatchObject({ code: "ERR_TLS_IDENTITY_EXPIRED" });
  });

  it("refuses one that was revoked, and accepts another", async () => {
    const revoked = intermediate.issue("revoked");
    intermediate.revoke(revoked.certificate);
    const url = await start(root.revocationList() + intermediate.revocationList());
    const withChain = ({ certificate, key }: TestCertificate) =>
      importTlsIdentity({ certificate: certificate + intermediate.certificate, key, now });
    expect(await call(url, { identity: await withChain(client) })).toEqual(accepted);
    await expectPage(call(url, { identity: await withChain(revoked) }), "The SSL certificate error");
  });
});
