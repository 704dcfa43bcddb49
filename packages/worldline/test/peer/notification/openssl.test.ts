import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorldlineNotificationHandler, type NotificationOutcome } from "../../../src/index.js";
import { signTestNotification } from "../../../src/testing/index.js";
import { createService, type TestService } from "../../support/service.js";

const folder = mkdtempSync(join(tmpdir(), "countersign-notification-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const openssl = (...args: string[]) =>
  execFileSync("openssl", args, { cwd: folder, encoding: "utf8", stdio: "pipe" });
const write = (name: string, data: string | Uint8Array) => writeFileSync(join(folder, name), data);
const read = (name: string) => readFileSync(join(folder, name));

describe("openssl", () => {
  let service: TestService;

  beforeAll(async () => {
    service = await createService();
    write("service.key", service.privateKey);
    write("service.pem", service.certificate);
    write("public.pem", openssl("x509", "-in", "service.pem", "-noout", "-pubkey"));
  });

  it("verifies what signTestNotification signs, and names the same thumbprint", async () => {
    const { body, headers } = await signTestNotification({ type: "status", bearerToken: "t", ...service });
    write("body", body);
    openssl("dgst", "-sha256", "-binary", "-out", "hash", "body");
    expect(headers.Digest).toBe(`SHA-256=${read("hash").toString("base64")}`);
    const thumbprint = openssl("x509", "-in", "service.pem", "-noout", "-fingerprint", "-sha1");
    expect(headers.Signature).toContain(`keyId="${thumbprint.trim().replace(/^.*=|:/g, "")}"`);
    write("signature", Buffer.from(/signature="([^"]+)"/.exec(headers.Signature ?? "")?.[1] ?? "", "base64"));
    const { MessageCreateDateTime: time, "X-Request-ID": id, Digest: digest } = headers;
    write("base", `messagecreatedatetime: ${time}\nx-request-id: ${id}\ndigest: ${digest}`);
    const verify = ["dgst", "-sha256", "-verify", "public.pem", "-signature", "signature", "base"];
    expect(openssl(...verify)).toBe("Verified OK\n");
    write("base", `${read("base")}\n`);
    expect(() => openssl(...verify)).toThrow();
  });

  it.each([
    ["takes what it signed", "body", "accepted"],
    ["refuses what it signed for another body", "other", "refused"],
  ])("%s", async (_name, sent, outcome) => {
    write("body", '{"CommonPaymentData":{"PaymentStatus":"Open","PaymentId":"1"}}');
    write("other", '{"CommonPaymentData":{"PaymentStatus":"Open","PaymentId":"2"}}');
    openssl("dgst", "-sha256", "-binary", "-out", "hash", "body");
    const digest = `SHA-256=${read("hash").toString("base64")}`;
    const time = "2026-03-01T13:00:00.1+01:00";
    write("base", `messagecreatedatetime: ${time}\nx-request-id: r\ndigest: ${digest}`);
    openssl("dgst", "-sha256", "-sign", "service.key", "-out", "signature", "base");
    const thumbprint = openssl("x509", "-in", "service.pem", "-noout", "-fingerprint", "-sha1");
    const keyId = thumbprint.trim().replace(/^.*=|:/g, "");
    const outcomes: NotificationOutcome[] = [];
    const handle = createWorldlineNotificationHandler({
      bearer: ["t"],
      serviceCertificates: [service.certificate],
      inbox: { accept: async () => "accepted" },
      onOutcome: (each) => outcomes.push(each),
      now: () => new Date("2026-03-01T12:00:00Z"),
    });
    const headers = {
      authorization: "Bearer t",
      messagecreatedatetime: time,
      "x-request-id": "r",
      digest,
      signature: `keyId="${keyId}",algorithm="rsa-sha256",headers="messagecreatedatetime x-request-id digest",signature="${read("signature").toString("base64")}"`,
    };
    await handle(new Request("https://us.example/v3", { method: "POST", body: read(sent), headers }));
    expect(outcomes).toMatchObject([{ outcome }]);
  });
});
