import { createPublicKey, sign, verify } from "node:crypto";
import {
  generateKeyPair,
  importSigner,
  importVerifier,
  type Signer,
  type Verifier,
} from "@countersign/crypto-core";
import { type InboxMessage, unsafeCreateMemoryInbox, type WebhookInbox } from "@countersign/delivery";
import { afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import {
  type ClearBankWebhookHandlerSettings,
  createClearBankWebhookHandler,
  type WebhookOutcome,
} from "../../../src/index.js";

let bank: { privateKey: string; publicKey: string };
let ours: { privateKey: string; publicKey: string };
let verifier: Verifier;
let signer: Signer;

beforeAll(async () => {
  [bank, ours] = await Promise.all([generateKeyPair(), generateKeyPair()]);
  verifier = await importVerifier(bank.publicKey);
  signer = await importSigner(ours.privateKey);
});

afterEach(() => {
  vi.useRealTimers();
});

const body = '{"Type":"TransactionSettled","Version":6,"Payload":{"Amount":13.0},"Nonce":9007199254740993}';

function deliver(text: string = body, headers: Record<string, string> = {}): Request {
  const bytes = Buffer.from(text);
  const digitalsignature = sign("sha256", bytes, bank.privateKey).toString("base64");
  return new Request("https://us.example/webhooks", {
    method: "POST",
    body: bytes,
    headers: { digitalsignature, "x-request-id": "r-1", ...headers },
  });
}

function listen(settings: Partial<ClearBankWebhookHandlerSettings> = {}) {
  const outcomes: WebhookOutcome[] = [];
  const inbox = unsafeCreateMemoryInbox();
  onTestFinished(() => inbox.close());
  const handle = createClearBankWebhookHandler({
    verifier,
    signer,
    inbox,
    onOutcome: (outcome) => outcomes.push(outcome),
    maxBodyBytes: 1000,
    ...settings,
  });
  return { handle, outcomes, inbox };
}

/** An inbox that does what a test says. */
function inboxThat(accept: WebhookInbox["accept"]): Pick<WebhookInbox, "accept"> {
  return { accept };
}

describe("a webhook of ClearBank's", () => {
  it("is kept, then acknowledged with the signed digits of its nonce", async () => {
    const kept: InboxMessage[] = [];
    const { handle, outcomes } = listen({
      inbox: inboxThat(async (message) => {
        kept.push(message);
        return "accepted";
      }),
      now: () => new Date("2026-03-01T12:00:00Z"),
    });
    const response = await handle(deliver());
    const answer = Buffer.from(await response.arrayBuffer());
    expect(response.status).toBe(200);
    expect(answer.toString()).toBe('{"Nonce":9007199254740993}');
    expect(response.headers.get("content-type")).toBe("application/json");
    const signature = Buffer.from(response.headers.get("digitalsignature") ?? "", "base64");
    expect(verify("sha256", answer, createPublicKey(ours.publicKey), signature)).toBe(true);
    expect(kept).toMatchObject([
      { type: "TransactionSettled", receivedAt: new Date("2026-03-01T12:00:00Z") },
    ]);
    expect(Buffer.from(kept[0]?.body ?? []).toString()).toBe(body);
    expect(outcomes).toMatchObject([
      { outcome: "accepted", webhook: { payload: { Amount: "13.0" }, requestId: "r-1" }, durationMs: 0 },
    ]);
  });

  it("is acknowledged again where it comes again, and not kept twice", async () => {
    const { handle, outcomes, inbox } = listen();
    for (const nonce of ["1", "2"]) {
      const response = await handle(deliver(body.replace("9007199254740993", nonce)));
      expect([response.status, await response.text()]).toEqual([200, `{"Nonce":${nonce}}`]);
    }
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["accepted", "duplicate"]);
    expect((await inbox.stats()).waiting).toBe(1);
  });

  it("is acknowledged whatever is known of its type", async () => {
    const { handle, outcomes } = listen();
    const response = await handle(
      deliver('{"Type":"Payments.OnTheMoon","Version":3,"Payload":[1],"Nonce":5}'),
    );
    expect([response.status, await response.text()]).toEqual([200, '{"Nonce":5}']);
    expect(outcomes).toMatchObject([
      { webhook: { isKnown: false, type: "Payments.OnTheMoon", payload: [1] } },
    ]);
  });

  it("has its answer signed while it is being kept", async () => {
    const order: string[] = [];
    const { handle } = listen({
      signer: {
        ...signer,
        sign(message) {
          order.push("signing");
          return signer.sign(message);
        },
      },
      inbox: inboxThat(async () => {
        await vi.waitFor(() => expect(order).toEqual(["signing"]), { timeout: 30_000 });
        order.push("kept");
        return "accepted";
      }),
    });
    expect((await handle(deliver())).status).toBe(200);
    expect(order).toEqual(["signing", "kept"]);
  });

  it("is not acknowledged where it could not be kept", async () => {
    const full = new Error("disk full");
    const { handle, outcomes } = listen({ inbox: inboxThat(() => Promise.reject(full)) });
    const response = await handle(deliver());
    expect([response.status, await response.text(), response.headers.get("digitalsignature")]).toEqual([
      503,
      "",
      null,
    ]);
    expect(outcomes).toMatchObject([{ outcome: "refused", reason: "inbox", error: full }]);
  });

  it("is not acknowledged where the inbox fails before it promises anything", async () => {
    const closed = new Error("closed");
    const { handle, outcomes } = listen({
      inbox: inboxThat(() => {
        throw closed;
      }),
    });
    expect((await handle(deliver())).status).toBe(503);
    expect(outcomes).toMatchObject([{ outcome: "refused", reason: "inbox", error: closed }]);
  });

  it("is not acknowledged where the answer could not be signed", async () => {
    const lost = new Error("the HSM is gone");
    const { handle, outcomes } = listen({ signer: { ...signer, sign: () => Promise.reject(lost) } });
    const response = await handle(deliver());
    expect([response.status, await response.text()]).toEqual([500, ""]);
    expect(outcomes).toMatchObject([{ outcome: "refused", reason: "internal", error: lost }]);
  });

  it("is acknowledged though whoever counts fails, who becomes a warning", async () => {
    const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    onTestFinished(() => warned.mockRestore());
    const failure = new Error("no metrics");
    const { handle } = listen({
      onOutcome() {
        throw failure;
      },
    });
    expect((await handle(deliver())).status).toBe(200);
    expect(warned.mock.calls).toEqual([[failure]]);
  });
});

describe("the deadline", () => {
  const toFake: ("setTimeout" | "clearTimeout" | "Date")[] = ["setTimeout", "clearTimeout", "Date"];

  it("refuses what the inbox has not kept in 4 seconds, and tells the inbox", async () => {
    vi.useFakeTimers({ toFake });
    let asked: (signal: AbortSignal | undefined) => void;
    const asking = new Promise<AbortSignal | undefined>((resolve) => {
      asked = resolve;
    });
    const { handle, outcomes } = listen({
      inbox: inboxThat((_message, options) => {
        asked(options?.signal);
        return new Promise(() => {});
      }),
    });
    const answered = handle(deliver());
    const waiting = await asking;
    await vi.advanceTimersByTimeAsync(3999);
    expect([waiting?.aborted, outcomes]).toEqual([false, []]);
    await vi.advanceTimersByTimeAsync(1);
    const response = await answered;
    expect([response.status, await response.text(), waiting?.aborted]).toEqual([503, "", true]);
    expect(outcomes).toMatchObject([
      {
        outcome: "refused",
        reason: "deadline",
        error: {
          code: "ERR_WEBHOOK_DEADLINE",
          message: "The webhook could not be acknowledged within 4000 ms of its arrival.",
        },
        durationMs: 4000,
      },
    ]);
  });

  it("counts the time that the body takes to arrive", async () => {
    vi.useFakeTimers({ toFake });
    const { handle, outcomes } = listen({ deadlineMs: 100 });
    const stream = new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from("{")) });
    const init: RequestInit = { method: "POST", body: stream, duplex: "half" };
    const answered = handle(new Request("https://us.example", init));
    await vi.advanceTimersByTimeAsync(100);
    expect((await answered).status).toBe(503);
    expect(outcomes).toMatchObject([{ outcome: "refused", reason: "deadline" }]);
  });

  it("leaves nothing behind where all went well", async () => {
    vi.useFakeTimers({ toFake });
    const { handle } = listen({ inbox: inboxThat(async () => "accepted") });
    expect((await handle(deliver())).status).toBe(200);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("anything else", () => {
  it.each<[string, () => Request, number, string, string]>([
    [
      "an unsigned one",
      () => new Request("https://us.example", { method: "POST", body }),
      401,
      "signature",
      "ERR_SIGNATURE_MISSING",
    ],
    [
      "one whose signature is no base64",
      () => deliver(body, { digitalsignature: "a-b_" }),
      401,
      "signature",
      "ERR_SIGNATURE_MALFORMED",
    ],
    [
      "one that was parsed and serialised again on its way",
      () => new Request(deliver(), { body: JSON.stringify(JSON.parse(body)) }),
      401,
      "signature",
      "ERR_SIGNATURE_INVALID",
    ],
    ["one that is no JSON", () => deliver("hello"), 400, "malformed", "ERR_WEBHOOK_MALFORMED"],
    [
      "one without a nonce",
      () => deliver('{"Type":"x","Version":1,"Payload":{"Nonce":1}}'),
      400,
      "malformed",
      "ERR_WEBHOOK_MALFORMED",
    ],
    ["one that is too long", () => deliver("x".repeat(1001)), 413, "too-large", "ERR_REQUEST_TOO_LARGE"],
  ])("is refused without a word, and reported: %s", async (_name, request, status, reason, code) => {
    const { handle, outcomes, inbox } = listen();
    const response = await handle(request());
    expect([response.status, await response.text(), [...response.headers]]).toEqual([status, "", []]);
    expect(outcomes).toMatchObject([{ outcome: "refused", reason, error: { code } }]);
    expect((await inbox.stats()).waiting).toBe(0);
  });

  it("is refused where its body breaks off", async () => {
    const gone = new Error("aborted");
    const stream = new ReadableStream({ start: (controller) => controller.error(gone) });
    const init: RequestInit = { method: "POST", body: stream, duplex: "half" };
    const { handle, outcomes } = listen();
    expect((await handle(new Request("https://us.example", init))).status).toBe(400);
    expect(outcomes).toMatchObject([{ outcome: "refused", reason: "malformed", error: gone }]);
  });

  it("is not the caller's fault where the verifier fails", async () => {
    const lost = new Error("no engine");
    const { handle, outcomes } = listen({ verifier: { ...verifier, verify: () => Promise.reject(lost) } });
    expect((await handle(deliver())).status).toBe(500);
    expect(outcomes).toMatchObject([{ outcome: "refused", reason: "internal", error: lost }]);
  });

  it.each(["GET", "HEAD", "PUT", "DELETE"])("is told which method to use instead of %s", async (method) => {
    const { handle, outcomes } = listen();
    const response = await handle(new Request("https://us.example", { method }));
    expect([response.status, response.headers.get("allow"), await response.text()]).toEqual([
      405,
      "POST",
      "",
    ]);
    expect(outcomes).toMatchObject([{ outcome: "refused", reason: "method" }]);
  });

  it("takes several of ClearBank's keys, while they change", async () => {
    const next = await importVerifier(ours.publicKey);
    const { handle } = listen({ verifier: [next, verifier] });
    expect((await handle(deliver())).status).toBe(200);
  });
});

it.each([
  [{ deadlineMs: 0 }, "deadlineMs must be a whole number above 0."],
  [{ deadlineMs: Number.NaN }, "deadlineMs must be a whole number above 0."],
  [{ maxBodyBytes: 1.5 }, "maxBodyBytes must be a whole number above 0."],
])("is not made with %o", (settings, message) => {
  expect(() => listen(settings)).toThrow(new TypeError(message));
});

it("is made with the least that makes sense", () => {
  expect(() => listen({ deadlineMs: 1, maxBodyBytes: 1 })).not.toThrow();
});
