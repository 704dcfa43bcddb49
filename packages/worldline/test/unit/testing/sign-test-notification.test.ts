import { createHash, createPublicKey, verify, X509Certificate } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { exampleNotification, notificationTypes, signTestNotification } from "../../../src/testing/index.js";
import { createService, type TestService } from "../../support/service.js";

let service: TestService;

beforeAll(async () => {
  service = await createService();
});

describe("signTestNotification", () => {
  it.each(notificationTypes)("makes a notification as the service does: %s", async (type) => {
    const { path, body, headers } = await signTestNotification({ type, bearerToken: "t", ...service });
    expect(path).toBe(`/notification/${type}`);
    const json = Buffer.from(body).toString();
    expect(json).toBe(JSON.stringify(exampleNotification(type)));
    expect(headers).toMatchObject({
      Authorization: "Bearer t",
      "X-Request-ID": expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/),
      MessageCreateDateTime: expect.stringMatching(/\+01:00$/),
      Digest: `SHA-256=${createHash("sha256").update(body).digest("base64")}`,
      "Content-Type": "application/json",
    });
  });

  it("signs the fixed three headers in their order, under the thumbprint in upper case", async () => {
    const sent = { requestId: "r-1", messageCreateDateTime: "2026-03-01T13:00:00.25+01:00" };
    const { headers } = await signTestNotification({ type: "status", bearerToken: "t", ...sent, ...service });
    const { fingerprint } = new X509Certificate(service.certificate);
    const [, signature] =
      /^keyId="(?:[\dA-F]{40})",algorithm="rsa-sha256",headers="messagecreatedatetime x-request-id digest",signature="([^"]+)"$/.exec(
        headers.Signature ?? "",
      ) ?? [];
    expect(headers.Signature).toContain(`keyId="${fingerprint.replaceAll(":", "")}"`);
    const base = `messagecreatedatetime: ${sent.messageCreateDateTime}\nx-request-id: r-1\ndigest: ${headers.Digest}`;
    const key = createPublicKey(service.certificate);
    expect(verify("sha256", Buffer.from(base), key, Buffer.from(signature ?? "", "base64"))).toBe(true);
  });

  it("sends another payload", async () => {
    const payload = { CommonPaymentData: { PaymentId: "1", PaymentStatus: "Open" } };
    const { body } = await signTestNotification({ type: "status", payload, bearerToken: "t", ...service });
    expect(Buffer.from(body).toString()).toBe(JSON.stringify(payload));
  });

  it("refuses types that there are not", async () => {
    const notification = { type: "refund" as "status", payload: {}, bearerToken: "t", ...service };
    await expect(signTestNotification(notification)).rejects.toThrow(
      'No type of notification is called "refund".',
    );
  });
});

it("gives each test its own example", () => {
  const changed = exampleNotification("debtorToken") as { DebtorToken: string };
  changed.DebtorToken = "other";
  expect(exampleNotification("debtorToken").DebtorToken).not.toBe("other");
});
