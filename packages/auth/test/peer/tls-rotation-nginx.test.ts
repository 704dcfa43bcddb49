import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import type { HttpClient } from "../../src/http/http-client.js";
import { importTlsIdentity } from "../../src/tls/import-tls-identity.js";
import { watchTlsIdentity } from "../../src/tls/watch-tls-identity.js";
import { type Authority, createAuthority } from "../support/authority.js";
import { now, type TestCertificate } from "../support/certificates.js";
import { openClient } from "../support/client.js";
import { startNginx } from "../support/nginx.js";
import { describeWith } from "../support/tools.js";

describeWith("nginx", "nginx that takes up TLS sessions again", () => {
  let root: Authority;
  let server: string;
  let first: TestCertificate;
  let second: TestCertificate;

  beforeAll(() => {
    root = createAuthority("Root");
    const { certificate, key } = root.issue("server");
    server = certificate + key;
    first = root.issue("first");
    second = root.issue("second");
  });

  afterAll(() => root.remove());

  /** Every request needs a connection of its own. */
  const start = (protocol: string, tickets: "on" | "off") =>
    startNginx(
      { "server.pem": server, "clients.pem": root.certificate },
      `ssl_protocols ${protocol};
       ssl_session_cache shared:sessions:1m;
       ssl_session_tickets ${tickets};
       ssl_client_certificate clients.pem;
       ssl_verify_client on;
       keepalive_timeout 0;
       return 200 '{"subject": "$ssl_client_s_dn", "resumed": "$ssl_session_reused"}';`,
    );

  const connections = async (http: HttpClient, url: URL) => {
    const answers: { subject: string; resumed: string }[] = [];
    for (let call = 0; call < 10; call++) answers.push(await http.get(url).json());
    return {
      subjects: [...new Set(answers.map(({ subject }) => subject))],
      isFirstResumed: answers[0]?.resumed === "r",
      isAnyResumed: answers.some(({ resumed }) => resumed === "r"),
    };
  };

  it.each([
    ["TLSv1.2", "on"],
    ["TLSv1.2", "off"],
    ["TLSv1.3", "on"],
    ["TLSv1.3", "off"],
  ] as const)("sees the new certificate at once: %s, session tickets %s", async (protocol, tickets) => {
    const identity = await importTlsIdentity({ ...first, now });
    const http = openClient({ ca: root.certificate, identity });
    const url = await start(protocol, tickets);
    const resuming = { isFirstResumed: false, isAnyResumed: true };
    expect(await connections(http, url)).toEqual({ subjects: ["CN=first"], ...resuming });
    identity.replace(await importTlsIdentity({ ...second, now }));
    expect(await connections(http, url)).toEqual({ subjects: ["CN=second"], ...resuming });
  });

  it("sees the new certificate when its file has been renamed over the old one", async () => {
    const folder = await mkdtemp(join(tmpdir(), "countersign-rotation-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, "client.pem");
    await writeFile(path, first.certificate + first.key);
    const watched = await watchTlsIdentity({ certificate: path });
    onTestFinished(() => watched.close());
    const http = openClient({ ca: root.certificate, identity: watched.identity });
    const url = await start("TLSv1.3", "on");
    expect(await http.get(url).json()).toMatchObject({ subject: "CN=first" });

    await writeFile(`${path}.new`, second.certificate + second.key);
    await rename(`${path}.new`, path);
    await watched.refresh();
    expect(await http.get(url).json()).toMatchObject({ subject: "CN=second" });
  });
});
