import { describe, expect, it, vi } from "vitest";
import { isAcknowledged, post, settled, signatureOf } from "../support/clearbank.js";
import { openWorkplace, type Program } from "../support/program.js";
import { openReceiver } from "../support/receiver.js";

const refusedBy = (program: Program, reason: string) => program.metric(`refused_total{reason="${reason}"}`);

describe("the running service", () => {
  it("acknowledges a webhook with its nonce, signed with our key, once it is kept", async () => {
    const { clearbank, institution, start } = openWorkplace();
    const program = await start();
    const answer = await post(program.webhooks, settled("t-1", "9007199254740993"), clearbank);
    expect(isAcknowledged(answer, "9007199254740993", institution)).toBe(true);
    expect(answer.body.toString()).toBe('{"Nonce":9007199254740993}');
    expect(await program.metric("accepted_total")).toBe(1);
    expect(await program.metric("inbox_waiting")).toBe(1);
    expect(await program.metric("acknowledgement_seconds_count")).toBe(1);
    expect(await program.metric('acknowledgement_seconds_bucket{le="4"}')).toBe(1);
  });

  it("acknowledges what it has already, and keeps it once", async () => {
    const { clearbank, institution, start } = openWorkplace();
    const program = await start();
    await post(program.webhooks, settled("t-1", "1"), clearbank);
    const again = await post(program.webhooks, settled("t-1", "2"), clearbank);
    expect(isAcknowledged(again, "2", institution)).toBe(true);
    expect(await program.metric("accepted_total")).toBe(1);
    expect(await program.metric("duplicates_total")).toBe(1);
    expect(await program.metric("inbox_waiting")).toBe(1);
  });

  it("verifies with either of ClearBank's keys while one takes over from the other", async () => {
    const { clearbank, institution, start } = openWorkplace();
    // Here ours plays the part of the new one.
    const env = { COUNTERSIGN_PUBLIC_KEY_FILES: "clearbank-public-key.pem,new.pem" };
    const workplace = openWorkplace();
    workplace.write("clearbank-public-key.pem", clearbank.publicPem);
    workplace.write("new.pem", institution.publicPem);
    const program = await workplace.start(env);
    expect(await post(program.webhooks, settled("t-1"), clearbank)).toMatchObject({ status: 200 });
    expect(await post(program.webhooks, settled("t-2"), institution)).toMatchObject({ status: 200 });
    const onlyOld = await start();
    expect(await post(onlyOld.webhooks, settled("t-2"), institution)).toMatchObject({ status: 401 });
  });

  it("refuses what is none of ClearBank's webhooks, keeps nothing of it, and counts it by its reason", async () => {
    const { clearbank, institution, start } = openWorkplace();
    const program = await start();
    const send = async (...args: Parameters<typeof post> extends [string, ...infer Rest] ? Rest : never) => {
      const { status, body, headers } = await post(program.webhooks, ...args);
      expect(body.toString()).not.toMatch(/nonce/i);
      expect(headers).not.toHaveProperty("digitalsignature");
      return status;
    };
    const body = settled("t-1");
    const overSomethingElse = signatureOf(Buffer.from(`${body}\n`), clearbank);
    expect(await send(body, institution)).toBe(401);
    expect(await send(body, clearbank, { signature: undefined })).toBe(401);
    expect(await send(body, clearbank, { signature: overSomethingElse })).toBe(401);
    expect(await send("hunter2", clearbank)).toBe(400);
    expect(await send('{"Type":"FITestEvent","Version":1,"Payload":"Test"}', clearbank)).toBe(400);
    expect(await send(Buffer.alloc(1024 * 1024 + 1, " "), clearbank)).toBe(413);
    expect(await send(body, clearbank, { method: "PUT" })).toBe(405);
    expect(await refusedBy(program, "signature")).toBe(3);
    expect(await refusedBy(program, "malformed")).toBe(2);
    expect(await refusedBy(program, "too-large")).toBe(1);
    expect(await refusedBy(program, "method")).toBe(1);
    expect(await program.metric("accepted_total")).toBe(0);
    expect(await program.metric("inbox_waiting")).toBe(0);
    await program.stop();
    const reasons = program.log.filter(({ msg }) => msg === "webhook refused").map(({ reason }) => reason);
    expect(reasons.sort()).toEqual([
      "malformed",
      "malformed",
      "method",
      "signature",
      "signature",
      "signature",
      "too-large",
    ]);
    // A parser's message quotes what it could not parse.
    expect(program.output()).not.toMatch(/secret-reference|hunter2/);
  });

  it("takes webhooks from ClearBank's addresses only, where it is told to, as a trusted proxy names them", async () => {
    const { clearbank, start } = openWorkplace();
    const from = (address: string) => ({ headers: { "x-forwarded-for": address } });
    const direct = await start({ COUNTERSIGN_ALLOW_LIST: "true" });
    const body = settled("t-1");
    expect(await post(direct.webhooks, body, clearbank)).toMatchObject({ status: 403 });
    expect(await post(direct.webhooks, body, clearbank, from("51.145.122.17"))).toMatchObject({
      status: 403,
    });
    expect(await refusedBy(direct, "address")).toBe(2);
    await direct.stop();
    const behindProxy = await start({
      COUNTERSIGN_ALLOW_LIST: "true",
      COUNTERSIGN_TRUSTED_PROXIES: "127.0.0.0/8",
    });
    const { webhooks } = behindProxy;
    expect(await post(webhooks, body, clearbank, from("51.145.122.17"))).toMatchObject({ status: 200 });
    // Production's, and somebody's own word for it.
    expect(await post(webhooks, body, clearbank, from("51.145.122.33"))).toMatchObject({ status: 403 });
    const pretended = from("51.145.122.17, 203.0.113.1");
    expect(await post(webhooks, body, clearbank, pretended)).toMatchObject({ status: 403 });
  });

  it("forwards each webhook once, byte for byte, and tries again until it is taken", async () => {
    const { clearbank, start } = openWorkplace();
    const receiver = await openReceiver();
    receiver.answerWith(503);
    const program = await start({
      COUNTERSIGN_FORWARD_URL: receiver.url,
      COUNTERSIGN_FORWARD_AUTHORIZATION: "Bearer hunter2",
    });
    const body = settled("t-1");
    await post(program.webhooks, body, clearbank);
    await vi.waitUntil(async () => (await program.metric('forwards_total{result="failed"}')) >= 1, {
      timeout: 30_000,
    });
    receiver.answerWith(200);
    await vi.waitUntil(async () => (await program.metric("inbox_waiting")) === 0, { timeout: 30_000 });
    await post(program.webhooks, settled("t-1", "2"), clearbank);
    expect(await program.metric("duplicates_total")).toBe(1);
    expect(await program.metric('forwards_total{result="delivered"}')).toBe(1);
    expect(new Set(receiver.received.map((each) => each.body))).toEqual(new Set([body]));
    expect(receiver.received.at(-1)?.headers).toMatchObject({
      authorization: "Bearer hunter2",
      digitalsignature: expect.stringMatching(/^[A-Za-z0-9+/]{342}==$/),
      "clearbank-type": "TransactionSettled",
      "clearbank-version": "6",
    });
    await program.stop();
    expect(program.log).toContainEqual(
      expect.objectContaining({
        level: "error",
        msg: "tried again later",
        error: {
          code: "ERR_FORWARD_REFUSED",
          message: expect.stringMatching(/^TransactionSettled version 6, .*, attempt 1: .* status 503\.$/),
        },
      }),
    );
    expect(program.output()).not.toContain("hunter2");
  });

  it("logs what came without its payload, and with it only where asked to", async () => {
    const { clearbank, start } = openWorkplace();
    const program = await start();
    await post(program.webhooks, settled("t-1"), clearbank, { headers: { "x-delivery-attempt": "2" } });
    await post(program.webhooks, settled("t-1"), clearbank);
    await program.stop();
    expect(program.log.filter(({ msg }) => String(msg).startsWith("webhook "))).toMatchObject([
      {
        level: "info",
        msg: "webhook accepted",
        type: "TransactionSettled",
        version: 6,
        requestId: "f0309d95-4f68-4ecd-9c8d-b2d08d9fedd8",
        deliveryAttempt: 2,
      },
      { level: "info", msg: "webhook known already" },
    ]);
    expect(program.output()).not.toContain("secret-reference");
    expect(program.output()).not.toContain("13.0");
    const talkative = await start({ COUNTERSIGN_UNSAFE_LOG_PAYLOADS: "true" });
    await post(talkative.webhooks, settled("t-2"), clearbank);
    await talkative.stop();
    expect(talkative.log).toContainEqual(
      expect.objectContaining({ msg: "webhook accepted", body: settled("t-2") }),
    );
    expect(talkative.output()).toContain("the log holds payment data");
  });

  it("answers operators on a port of its own", async () => {
    const { clearbank, start } = openWorkplace();
    const program = await start();
    for (const path of ["/healthz", "/readyz", "/metrics"]) {
      expect(await fetch(`${program.operations}${path}`)).toMatchObject({ status: 200 });
      expect(await fetch(new URL(path, program.webhooks))).toMatchObject({ status: 405 });
    }
    const posted = await post(`${program.operations}/metrics`, settled("t-1"), clearbank);
    expect(posted).toMatchObject({ status: 405 });
  });
});
