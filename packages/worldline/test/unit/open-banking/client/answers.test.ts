import { describe, expect, it } from "vitest";
import { worldlinePaymentErrorCodes } from "../../../../src/index.js";
import { answer, connect, created, payment, service } from "../../../support/open-banking.js";
import { createService } from "../../../support/service.js";

const signatureOf = (keyId: string, list: string) => ({
  signature: `keyId="${keyId}",signature="AA==",headers="${list}"`,
});

describe("answers", () => {
  it("are believed where Digest and Signature are the service's", async () => {
    const { client, messages } = await connect(() => answer(created, 201));
    expect(await client.payments.create(payment)).toEqual({
      status: 201,
      data: created,
      requestId: "request-1",
      correlationId: "service-1",
      messageCreateDateTime: "2026-03-01T11:59:59.25Z",
      verified: true,
      reference: "request-1",
      isRecovered: false,
    });
    expect(messages[1]).toMatchObject({
      direction: "answer",
      status: 201,
      requestId: "request-1",
      verification: "verified",
      usedFallback: false,
      signatureBase: expect.stringMatching(
        /^messagecreatedatetime: 2026-03-01T11:59:59.25Z\nx-request-id: service-1\ndigest: SHA-256=\S+$/,
      ),
    });
  });

  it("are believed where their list of headers is that of a request (2023)", async () => {
    const fixed = answer(created);
    const list = 'headers="digest x-request-id messagecreatedatetime (request-target)"';
    const signature = (fixed.headers.get("signature") ?? "").replace(/headers="[^"]*"/, list);
    const { client, messages } = await connect(() => answer(created, 200, { headers: { signature } }));
    expect((await client.payments.status("0170600")).verified).toBe(true);
    expect(messages[1]).toMatchObject({ verification: "verified", usedFallback: true });
  });

  it.each<[string, () => Response, string]>([
    ["unsigned", () => Response.json(created), "ERR_WORLDLINE_UNSIGNED"],
    [
      "altered",
      () => answer(created, 200, { body: JSON.stringify({ ...created, x: 1 }) }),
      "ERR_DIGEST_MISMATCH",
    ],
    [
      "re-dated, by a nought that changes nothing",
      () => answer(created, 200, { headers: { messagecreatedatetime: "2026-03-01T11:59:59.250Z" } }),
      "ERR_SIGNATURE_INVALID",
    ],
    [
      "signed by a stranger",
      () => answer(created, 200, { headers: signatureOf("00", "messagecreatedatetime x-request-id digest") }),
      "ERR_SIGNATURE_KEY_UNKNOWN",
    ],
    [
      "signed over too little",
      () => answer(created, 200, { covered: ["x-request-id"] }),
      "ERR_SIGNATURE_HEADER_NOT_COVERED",
    ],
    ["a web page with status 200", () => new Response("<html>Error 502"), "ERR_WORLDLINE_UNSIGNED"],
    ["no JSON", () => answer("created"), "ERR_API_NOT_JSON"],
    ["no payment", () => answer({ CommonPaymentData: { PaymentId: 170600 } }), "ERR_WORLDLINE_MALFORMED"],
    ["empty", () => answer(""), "ERR_WORLDLINE_MALFORMED"],
  ])("are refused where they are %s", async (_name, respond, code) => {
    const { client } = await connect(respond);
    await expect(client.payments.status("0170600")).rejects.toMatchObject({ code });
  });

  it("are refused before they are parsed", async () => {
    const { client } = await connect(
      () => new Response("{", { headers: { "content-type": "application/json" } }),
    );
    await expect(client.payments.status("0170600")).rejects.toMatchObject({
      code: "ERR_WORLDLINE_UNSIGNED",
      message: expect.stringContaining("(application/json) is not signed"),
    });
  });

  it.each([
    ["after", "2029-01-01T00:00:00Z", "ERR_WORLDLINE_CERTIFICATE_EXPIRED"],
    ["before", "2025-12-31T00:00:00Z", "ERR_WORLDLINE_CERTIFICATE_NOT_YET_VALID"],
  ])("are refused %s the service's certificate is in force", async (_name, at, code) => {
    const { client, messages } = await connect(undefined, { now: () => new Date(at) });
    await expect(client.payments.status("0170600")).rejects.toMatchObject({ code });
    expect(messages[1]).toMatchObject({ verification: "refused", error: { code }, signatureBase: undefined });
  });

  it("are believed from the old and from the new certificate while one replaces the other", async () => {
    const next = await createService();
    const serviceCertificates = [service.certificate, next.certificate];
    for (const by of [service, next]) {
      const { client } = await connect(() => answer(created, 200, { by }), { serviceCertificates });
      expect((await client.payments.status("0170600")).verified).toBe(true);
    }
    const { client } = await connect(() => answer(created, 200, { by: next }));
    await expect(client.payments.status("0170600")).rejects.toMatchObject({
      code: "ERR_SIGNATURE_KEY_UNKNOWN",
    });
  });

  it("that have no body are verified over no bytes", async () => {
    const { client } = await connect(() => answer("", 204));
    expect(await client.payments.cancel("1", { sign: true })).toMatchObject({
      status: 204,
      data: undefined,
      verified: true,
    });
    const unsigned = await connect(() => new Response(null, { status: 204 }));
    expect(await unsigned.client.payments.cancel("1")).toMatchObject({
      status: 204,
      data: undefined,
      verified: false,
    });
  });

  it("to what is not signed need no signature, and it must be right where it is there", async () => {
    const unsigned = await connect(() => Response.json(created));
    expect((await unsigned.client.payments.cancel("1")).verified).toBe(false);
    const altered = await connect(() => answer(created, 200, { body: "{}" }));
    await expect(altered.client.payments.cancel("1")).rejects.toMatchObject({ code: "ERR_DIGEST_MISMATCH" });
  });
});

describe("refusals", () => {
  it("say why, and whether they were signed", async () => {
    const refusal = { Code: "154", Message: "invalid digest", Details: "of the body" };
    const signed = await connect(() => answer(refusal, 401));
    await expect(signed.client.payments.status("0170600")).rejects.toMatchObject({
      name: "WorldlineApiError",
      status: 401,
      worldlineCode: "154",
      detail: "invalid digest: of the body",
      meaning: "the Digest is not the body's",
      verified: true,
      requestId: "request-1",
      correlationId: "service-1",
    });
  });

  it.each([
    [
      { code: "012", message: "bad gateway" },
      502,
      { worldlineCode: "012", detail: "bad gateway", isRetryable: true },
    ],
    [{ CODE: "159", MESSAGE: "locked" }, 400, { worldlineCode: "159", isRetryable: true }],
    [{ Code: "999" }, 400, { worldlineCode: "999", meaning: undefined, isRetryable: false }],
    [{ Code: 8 }, 400, { worldlineCode: undefined }],
    [null, 400, { worldlineCode: undefined, detail: undefined }],
  ])("are read in any case of letters, and need not be signed: %j", async (body, status, expected) => {
    const { client } = await connect(() => Response.json(body, { status }));
    await expect(client.payments.status("0170600")).rejects.toMatchObject({
      status,
      verified: false,
      ...expected,
    });
  });

  it.each(Object.keys(worldlinePaymentErrorCodes))("mean what their code means: %s", async (Code) => {
    const { client } = await connect(() => answer({ Code, Message: "said" }, 400));
    const error = await client.payments.status("0170600").catch((each) => each);
    expect(error).toMatchObject({
      name: "WorldlineApiError",
      worldlineCode: Code,
      detail: "said",
      verified: true,
    });
    expect(error.meaning).toBe(worldlinePaymentErrorCodes[Code as keyof typeof worldlinePaymentErrorCodes]);
    expect(error.meaning).not.toBe("");
  });

  it("may be web pages, text, or nothing", async () => {
    const page = await connect(() => new Response("<html>Error 502", { status: 502 }));
    await expect(page.client.payments.status("0170600")).rejects.toMatchObject({
      code: "ERR_API_HTML",
      status: 502,
    });
    const empty = await connect(() => new Response(null, { status: 401 }));
    await expect(empty.client.payments.status("0170600")).rejects.toMatchObject({
      code: "ERR_WORLDLINE_API",
      worldlineCode: undefined,
      message: expect.stringContaining("no reason was given"),
    });
    const text = await connect(() => new Response("No.", { status: 403 }));
    await expect(text.client.payments.status("0170600")).rejects.toMatchObject({
      worldlineCode: undefined,
      body: "No.",
    });
  });

  it("with a wrong signature are not believed either", async () => {
    const { client } = await connect(() => answer({ Code: "110" }, 404, { body: '{"Code":"001"}' }));
    await expect(client.payments.status("0170600")).rejects.toMatchObject({ code: "ERR_DIGEST_MISMATCH" });
  });

  it("hold the body, and neither print nor log it", async () => {
    const { client } = await connect(() =>
      Response.json({ Code: "002", Message: "no", secret: "s3cret" }, { status: 400 }),
    );
    const error = await client.payments.status("0170600").catch((each) => each);
    expect(error.body).toMatchObject({ secret: "s3cret" });
    expect(JSON.stringify(error) + String(error)).not.toContain("s3cret");
  });
});
