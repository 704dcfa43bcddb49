import { afterAll, beforeAll, expect, it } from "vitest";
import { probeTls, type TlsIdentity } from "../../src/index.js";
import type { TestCertificate } from "../support/certificates.js";
import { startNginx } from "../support/nginx.js";
import { createOpensslAuthority, type OpensslAuthority } from "../support/openssl-authority.js";
import { describeWith } from "../support/tools.js";

const versions = ["TLSv1.2", "TLSv1.3"] as const;

describeWith("nginx", "nginx", () => {
  let ours: OpensslAuthority;
  let theirs: OpensslAuthority;
  let server: TestCertificate;
  let identity: TlsIdentity;
  let stranger: TlsIdentity;
  let expired: TlsIdentity;

  beforeAll(() => {
    ours = createOpensslAuthority("Test");
    theirs = createOpensslAuthority("Other");
    server = ours.issue("server", { subjectAltNames: ["IP:127.0.0.1"] });
    identity = ours.issueIdentity("client");
    stranger = theirs.issueIdentity("stranger");
    expired = ours.issueIdentity("expired", { days: -1 });
  });
  afterAll(() => {
    ours.remove();
    theirs.remove();
  });

  const start = async (verifyClient: string, version: string) =>
    await startNginx(
      { "server.pem": server.certificate + ours.intermediate + server.key, "root.pem": ours.root },
      `
        ssl_protocols ${version};
        ssl_client_certificate root.pem;
        ssl_verify_client ${verifyClient};
        ssl_verify_depth 2;
        location / { return 204; }`,
    );

  const probe = async (verifyClient: string, version: string, presented?: TlsIdentity) =>
    await probeTls({
      url: await start(verifyClient, version),
      ca: ours.root,
      now: () => new Date(),
      ...(presented && { identity: presented }),
    });

  it.each(versions)("asks for nothing, %s", async (version) => {
    const { failure, ...report } = await probe("off", version, identity);
    expect(failure).toBeUndefined();
    expect(report).toMatchObject({
      protocol: version,
      alpn: "http/1.1",
      httpStatus: 204,
      clientCertificate: { requested: false, presented: undefined, accepted: undefined },
    });
  });

  it.each(versions)("requires a certificate, and gets ours, %s", async (version) => {
    const { failure, ...report } = await probe("on", version, identity);
    expect(failure).toBeUndefined();
    expect(report).toMatchObject({
      httpStatus: 204,
      clientCertificate: {
        requested: true,
        authorities: ["CN=Test Root"],
        presented: "CN=client",
        accepted: true,
      },
    });
  });

  it.each(versions)("requires a certificate, gets none, and says so over HTTP, %s", async (version) => {
    const { failure, ...report } = await probe("on", version);
    expect(failure).toEqual({
      phase: "tls-client-certificate",
      message: expect.stringMatching(/^The server requires a client certificate, and none was sent \(nginx/),
    });
    expect(report).toMatchObject({
      authorized: true,
      httpStatus: 400,
      clientCertificate: { requested: true, presented: undefined, accepted: false },
    });
  });

  it.each([
    ["on", "of another authority", () => stranger],
    ["on", "that has expired", () => expired],
    ["optional", "of another authority", () => stranger],
  ] as const)("with ssl_verify_client %s does not accept one %s", async (verifyClient, _what, presented) => {
    const { failure, clientCertificate, httpStatus } = await probe(verifyClient, "TLSv1.3", presented());
    expect(failure).toEqual({
      phase: "tls-client-certificate",
      message: expect.stringMatching(/^The server does not accept our certificate/),
    });
    expect(httpStatus).toBe(400);
    expect(clientCertificate).toMatchObject({ requested: true, accepted: false });
  });

  it.each(versions)("asks and does not insist, %s", async (version) => {
    const { failure, ...report } = await probe("optional", version);
    expect(failure).toBeUndefined();
    expect(report).toMatchObject({
      httpStatus: 204,
      clientCertificate: { requested: true, presented: undefined, accepted: undefined },
    });
  });
});
