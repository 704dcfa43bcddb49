import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseCertificate } from "@countersign/crypto-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ProbeTlsOptions, probeTls, type TlsIdentity } from "../../src/index.js";
import { createOpensslAuthority, type OpensslAuthority } from "../support/openssl-authority.js";
import { startTool } from "../support/start-tool.js";
import { describeWith } from "../support/tools.js";

const loopback = ["DNS:localhost", "IP:127.0.0.1"];
const versions = [
  ["TLSv1.2", "-tls1_2"],
  ["TLSv1.3", "-tls1_3"],
] as const;

describeWith("openssl", "openssl s_server", () => {
  let ours: OpensslAuthority;
  let theirs: OpensslAuthority;
  let identity: TlsIdentity;
  let stranger: TlsIdentity;
  let expired: TlsIdentity;

  beforeAll(() => {
    ours = createOpensslAuthority("Test");
    theirs = createOpensslAuthority("Other");
    ours.issue("server", { subjectAltNames: loopback });
    identity = ours.issueIdentity("client");
    stranger = theirs.issueIdentity("stranger");
    expired = ours.issueIdentity("expired", { days: -1 });
  });
  afterAll(() => {
    ours.remove();
    theirs.remove();
  });

  /** Starts one and probes it; what openssl printed comes with the report. */
  async function probeServer(line: string, options: Partial<ProbeTlsOptions> = {}) {
    const certificate = line.includes("-cert ") ? "" : "-cert server.pem -key server.key -cert_chain sub.pem";
    const args = `s_server -accept 127.0.0.1:0 -www ${certificate} ${line}`.split(" ").filter(Boolean);
    const child = startTool("openssl", args, ours.folder);
    const printed: string[] = [];
    let failed = "";
    child.stderr?.on("data", (chunk) => {
      failed += chunk;
    });
    const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
    const port = await new Promise<string>((resolve, reject) => {
      lines.on("line", (each) => {
        printed.push(each);
        const [, found] = /^ACCEPT 127\.0\.0\.1:(\d+)$/.exec(each) ?? [];
        if (found !== undefined) resolve(found);
      });
      once(child, "exit").then(() => reject(new Error(failed)));
    });
    const report = await probeTls({
      url: `https://127.0.0.1:${port}/`,
      ca: ours.root,
      now: () => new Date(),
      ...options,
    });
    return { ...report, printed };
  }

  it.each(versions)("in %s asks for nothing", async (protocol, option) => {
    const report = await probeServer(option, { identity });
    expect(report).toMatchObject({
      protocol,
      authorized: true,
      httpStatus: 200,
      chain: [
        { subject: "CN=server", issuer: "CN=Test Intermediate", daysLeft: 29, subjectAltNames: loopback },
        { subject: "CN=Test Intermediate", issuer: "CN=Test Root" },
      ],
      clientCertificate: { requested: false, presented: undefined, accepted: undefined },
    });
    expect(report.failure).toBeUndefined();
  });

  it.each(versions)("in %s asks, lists authorities, and does not insist", async (protocol, option) => {
    const report = await probeServer(`${option} -verify 2 -CAfile root.pem`);
    expect(report).toMatchObject({
      protocol,
      httpStatus: 200,
      clientCertificate: {
        requested: true,
        authorities: ["CN=Test Root"],
        presented: undefined,
        accepted: undefined,
      },
    });
    expect(report.failure).toBeUndefined();
  });

  it.each(versions)("in %s insists, and takes ours", async (protocol, option) => {
    const report = await probeServer(`${option} -Verify 2 -verify_return_error -CAfile root.pem`, {
      identity,
    });
    expect(report).toMatchObject({
      protocol,
      httpStatus: 200,
      clientCertificate: { requested: true, presented: "CN=client", accepted: true },
    });
    expect(report.failure).toBeUndefined();
  });

  it.each(versions)("in %s insists, and gets none", async (protocol, option) => {
    const { failure, ...report } = await probeServer(`${option} -Verify 2 -CAfile root.pem`);
    expect(failure).toEqual({
      phase: "tls-client-certificate",
      message: expect.stringMatching(/^The server requires a client certificate, and none was sent/),
    });
    expect(report).toMatchObject({
      protocol,
      chain: [{ subject: "CN=server" }, { subject: "CN=Test Intermediate" }],
      clientCertificate: { requested: true, presented: undefined, accepted: false },
    });
  });

  it.each(versions)("in %s does not know the authority of ours", async (_protocol, option) => {
    const line = `${option} -Verify 2 -verify_return_error -CAfile root.pem`;
    const { failure, clientCertificate } = await probeServer(line, { identity: stranger });
    expect(failure).toEqual({
      phase: "tls-client-certificate",
      message: expect.stringMatching(/does not know the authority of our certificate.*\(unknown_ca\)/),
    });
    expect(clientCertificate).toMatchObject({
      requested: true,
      presented: "CN=stranger",
      accepted: false,
      detail: expect.stringMatching(
        /\(unknown_ca\)\. The server lists .* CN=Other Root is not among them\.$/,
      ),
    });
  });

  it.each(versions)("in %s finds that ours has expired", async (_protocol, option) => {
    const line = `${option} -Verify 2 -verify_return_error -CAfile root.pem`;
    const { failure, clientCertificate } = await probeServer(line, { identity: expired });
    expect(failure).toEqual({
      phase: "tls-client-certificate",
      message: expect.stringMatching(/certificate_expired/),
    });
    expect(clientCertificate).toMatchObject({ presented: "CN=expired", accepted: false });
  });

  it.each(versions)("in %s takes no key of our kind, so that ours is not sent", async (_protocol, option) => {
    const line = `${option} -verify 2 -CAfile root.pem -client_sigalgs rsa_pss_rsae_sha256`;
    const { clientCertificate } = await probeServer(line, { identity });
    expect(clientCertificate).toMatchObject({
      requested: true,
      presented: undefined,
      accepted: undefined,
      detail: expect.stringMatching(/ours was not sent, as its key fits none of the signature algorithms/),
    });
  });

  it.each(["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"])(
    "is read under %s",
    async (suite) => {
      const report = await probeServer(`-tls1_3 -ciphersuites ${suite} -verify 2 -CAfile root.pem`, {
        identity,
      });
      expect(report).toMatchObject({
        cipher: suite,
        clientCertificate: { requested: true, authorities: ["CN=Test Root"], presented: "CN=client" },
      });
    },
  );

  it("is read behind a HelloRetryRequest", async () => {
    const line = "-tls1_3 -groups P-384 -msg -verify 2 -CAfile root.pem";
    const { printed, ...report } = await probeServer(line, { identity });
    expect(printed.filter((each) => /^>>> .* ServerHello$/.test(each))).toHaveLength(2);
    expect(report).toMatchObject({
      chain: [{ subject: "CN=server" }, { subject: "CN=Test Intermediate" }],
      httpStatus: 200,
      clientCertificate: { requested: true, presented: "CN=client", accepted: true },
    });
  });

  it.each(versions)("in %s is read where a message takes several records", async (_protocol, option) => {
    const subjectAltNames = Array.from({ length: 1000 }, (_, index) => `DNS:host-${index}.example.com`);
    const { certificate } = ours.issue("many", { subjectAltNames: [...loopback, ...subjectAltNames] });
    expect(parseCertificate(certificate).der.length).toBeGreaterThan(2 ** 14);
    const report = await probeServer(`${option} -cert many.pem -key many.key -cert_chain sub.pem -verify 2`);
    expect(report.chain[0]?.subjectAltNames).toHaveLength(1002);
    expect(report.clientCertificate.requested).toBe(true);
  });

  it.each<[what: string, line: string, options: () => Partial<ProbeTlsOptions>, sentence: RegExp]>([
    [
      "leaves out its intermediate",
      "-cert server.pem -key server.key",
      () => ({}),
      /chain is incomplete.* CN=Test Intermediate, .*UNABLE_TO_VERIFY_LEAF_SIGNATURE/,
    ],
    [
      "has another authority",
      "",
      () => ({ ca: theirs.root }),
      /The authority .*, CN=Test Root, is not trusted.*UNABLE_TO_GET_ISSUER_CERT_LOCALLY/,
    ],
    [
      "sends a root that is not trusted",
      "-cert server.pem -key server.key -cert_chain whole.pem",
      () => ({ ca: theirs.root }),
      /The authority .*, CN=Test Root, is not trusted.*SELF_SIGNED_CERT_IN_CHAIN/,
    ],
    [
      "has a certificate that has expired",
      "-cert expired.pem -key expired.key -cert_chain sub.pem",
      () => ({}),
      /The certificate CN=expired ended on .*CERT_HAS_EXPIRED/,
    ],
    [
      "has a certificate for another name",
      "-cert client.pem -key client.key -cert_chain sub.pem",
      () => ({}),
      /names none, and not 127\.0\.0\.1 \(ERR_TLS_CERT_ALTNAME_INVALID/,
    ],
  ])("is not trusted: it %s", async (_what, line, options, sentence) => {
    writeFileSync(join(ours.folder, "whole.pem"), ours.intermediate + ours.root);
    const { failure, ...report } = await probeServer(line, options());
    expect(failure).toEqual({ phase: "tls-server-certificate", message: expect.stringMatching(sentence) });
    expect(report).toMatchObject({ authorized: false, authorizationError: failure?.message });
    expect(report.chain).not.toHaveLength(0);
    expect(report).not.toHaveProperty("httpStatus");
  });

  it("has no cipher suite in common", async () => {
    const { failure, clientCertificate } = await probeServer("-tls1_2 -cipher AES256-SHA -verify 2", {
      identity,
    });
    expect(failure).toEqual({
      phase: "tls-protocol",
      message: expect.stringMatching(/no parameters in common.*handshake_failure/),
    });
    expect(clientCertificate.requested).toBeUndefined();
  });
});
