import { createHash, sign } from "node:crypto";
import { thumbprint } from "@countersign/crypto-core";
import { type InboxMessage, unsafeCreateMemoryInbox } from "@countersign/delivery";
import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import {
  createWorldlineNotificationHandler,
  type NotificationOutcome,
  type WorldlineNotificationHandlerSettings,
} from "../../../src/index.js";
import { signTestNotification } from "../../../src/testing/index.js";
import { createService, type TestService } from "../../support/service.js";

const now = new Date("2026-03-01T12:00:00Z");
const body =
  '{"PaymentProductUsed":"IDEAL","CommonPaymentData":{"PaymentStatus":"Expired","PaymentId":"141110"}}';
const time = "2026-03-01T13:00:00.111+01:00";
let service: TestService;
let nextService: TestService;

beforeAll(async () => {
  [service, nextService] = await Promise.all([createService(), createService()]);
});

interface Sent {
  readonly text?: string;
  readonly headers?: Record<string, string>;
  /** What arrives, where it is not what was signed. */
  readonly altered?: string | Uint8Array<ArrayBuffer>;
  readonly by?: TestService;
  readonly order?: string;
  readonly printed?: string;
}

/** A request of the service's, signed by node:crypto and nothing of ours. */
function notify({ text = body, headers = {}, altered = text, by = service, ...list }: Sent = {}): Request {
  const order = list.order ?? "messagecreatedatetime x-request-id digest";
  const covered: Record<string, string> = {
    messagecreatedatetime: time,
    "x-request-id": "n-1",
    digest: `SHA-256=${createHash("sha256").update(text).digest("base64")}`,
  };
  const base = order
    .split(" ")
    .map((name) => `${name}: ${covered[name]}`)
    .join("\n");
  const signature = sign("sha256", Buffer.from(base), by.privateKey).toString("base64");
  return new Request("https://us.example/v3/notification/status", {
    method: "POST",
    body: altered,
    headers: {
      authorization: "Bearer right",
      ...covered,
      signature: `keyId="${thumbprint(by.certificate, "SHA-1")}",algorithm="rsa-sha256",headers="${list.printed ?? order}",signature="${signature}"`,
      ...headers,
    },
  });
}

/** Without a header of it. */
function without(name: string, request: Request): Request {
  request.headers.delete(name);
  return request;
}

function listen(settings: Partial<WorldlineNotificationHandlerSettings> = {}) {
  const kept: InboxMessage[] = [];
  const outcomes: NotificationOutcome[] = [];
  const handle = createWorldlineNotificationHandler({
    bearer: ["left", "right"],
    serviceCertificates: [service.certificate, nextService.certificate],
    inbox: {
      async accept(message) {
        kept.push(message);
        return "accepted";
      },
    },
    onOutcome: (outcome) => outcomes.push(outcome),
    maxBodyBytes: 1000,
    now: () => now,
    ...settings,
  });
  return { handle, kept, outcomes };
}

async function answer(handle: (request: Request) => Promise<Response>, request: Request) {
  const response = await handle(request);
  return [response.status, await response.text()];
}

describe("the handler", () => {
  it("keeps a notification of the service's, and answers 204", async () => {
    const { handle, kept, outcomes } = listen();
    expect(await answer(handle, notify())).toEqual([204, ""]);
    expect(kept).toMatchObject([{ key: "status 141110 Expired", receivedAt: now }]);
    expect(Buffer.from(kept[0]?.body ?? []).toString()).toBe(body);
    expect(outcomes).toMatchObject([
      {
        outcome: "accepted",
        notification: {
          type: "status",
          payload: JSON.parse(body),
          requestId: "n-1",
          messageCreateDateTime: time,
          signature: { keyId: thumbprint(service.certificate, "SHA-1"), usedFallback: false },
        },
        durationMs: 0,
      },
    ]);
  });

  it("takes the next certificate of the service beside the current one", async () => {
    const { handle } = listen();
    expect((await handle(notify({ by: nextService }))).status).toBe(204);
  });

  it.each([
    [
      "another order, where the header says so",
      { order: "digest messagecreatedatetime x-request-id" },
      false,
    ],
    [
      "the fixed order, where the header says another",
      { printed: "digest x-request-id messagecreatedatetime (request-target)" },
      true,
    ],
  ])("takes a signature over %s", async (_name, sent, usedFallback) => {
    const { handle, outcomes } = listen();
    expect((await handle(notify(sent))).status).toBe(204);
    expect(outcomes).toMatchObject([{ notification: { signature: { usedFallback } } }]);
  });

  it("does not answer before the inbox has it", async () => {
    let stored: (acceptance: "accepted") => void = () => {};
    const accept = vi.fn(() => new Promise<"accepted">((resolve) => (stored = resolve)));
    const { handle } = listen({ inbox: { accept } });
    let isAnswered = false;
    const response = handle(notify()).then((got) => {
      isAnswered = true;
      return got;
    });
    await vi.waitFor(() => expect(accept).toHaveBeenCalled(), { timeout: 30_000 });
    expect(isAnswered).toBe(false);
    stored("accepted");
    expect((await response).status).toBe(204);
  });

  it("answers a duplicate again, and delivers it once", async () => {
    const inbox = unsafeCreateMemoryInbox();
    onTestFinished(() => inbox.close());
    const { handle, outcomes } = listen({ inbox });
    const again = { headers: { "x-request-id": "n-1" } };
    expect([(await handle(notify())).status, (await handle(notify(again))).status]).toEqual([204, 204]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["accepted", "duplicate"]);
    const stop = new AbortController();
    const seen: string[] = [];
    await inbox.process(
      ({ key }) => {
        seen.push(key);
        stop.abort();
      },
      { signal: stop.signal },
    );
    expect(seen).toEqual(["status 141110 Expired"]);
    expect(await inbox.stats()).toMatchObject({ waiting: 0 });
  });

  it("takes what it does not know, as the service's word", async () => {
    const { handle, outcomes } = listen();
    expect((await handle(notify({ text: '{"ConsentId":"c-1","ConsentStatus":"Authorised"}' }))).status).toBe(
      204,
    );
    expect(outcomes).toMatchObject([{ notification: { type: "unknown", payload: { ConsentId: "c-1" } } }]);
  });
});

describe("the handler refuses", () => {
  const oneByteOff = body.replace("141110", "141111");
  const unknown = () => notify({ by: { ...service, certificate: expired.certificate } });
  let expired: TestService;

  beforeAll(async () => {
    expired = await createService(new Date("2026-02-01T00:00:00Z"));
  });

  it.each<[string, () => Request, number, string, string]>([
    ["an altered body", () => notify({ altered: oneByteOff }), 400, "digest", "ERR_DIGEST_MISMATCH"],
    [
      "a body with a line break behind it",
      () => notify({ altered: `${body}\n` }),
      400,
      "digest",
      "ERR_DIGEST_MISMATCH",
    ],
    ["what is not signed", () => without("signature", notify()), 403, "signature", "ERR_SIGNATURE_MISSING"],
    [
      "what has no Digest",
      () => without("digest", notify()),
      403,
      "signature",
      "ERR_SIGNATURE_HEADER_MISSING",
    ],
    [
      "another X-Request-ID",
      () => notify({ headers: { "x-request-id": "n-2" } }),
      403,
      "signature",
      "ERR_SIGNATURE_INVALID",
    ],
    [
      "another time",
      () => notify({ headers: { messagecreatedatetime: "2026-03-01T13:00:00.112+01:00" } }),
      403,
      "signature",
      "ERR_SIGNATURE_INVALID",
    ],
    [
      "a signature that leaves the Digest out",
      () => notify({ order: "messagecreatedatetime x-request-id" }),
      403,
      "signature",
      "ERR_SIGNATURE_HEADER_NOT_COVERED",
    ],
    ["a key that is not known", unknown, 403, "signature", "ERR_SIGNATURE_KEY_UNKNOWN"],
    [
      "a wrong token",
      () => notify({ headers: { authorization: "Bearer wrong" } }),
      401,
      "token",
      "ERR_BEARER_TOKEN_WRONG",
    ],
    ["no token", () => without("authorization", notify()), 401, "token", "ERR_BEARER_TOKEN_MISSING"],
    ["what is no JSON", () => notify({ text: "hello" }), 400, "malformed", "ERR_NOTIFICATION_MALFORMED"],
    ["what is too long", () => notify({ text: "x".repeat(1001) }), 413, "too-large", "ERR_REQUEST_TOO_LARGE"],
  ])("%s, without a word", async (_name, request, status, reason, code) => {
    const { handle, kept, outcomes } = listen();
    expect(await answer(handle, request())).toEqual([status, ""]);
    expect([kept, outcomes]).toMatchObject([[], [{ outcome: "refused", reason, error: { code } }]]);
  });

  it("an expired certificate, from the second after its end", async () => {
    const serviceCertificates = [expired.certificate];
    const at = (time: string) => listen({ serviceCertificates, now: () => new Date(time) });
    expect((await at("2026-02-01T00:00:00.999Z").handle(notify({ by: expired }))).status).toBe(204);
    const late = at("2026-02-01T00:00:01Z");
    expect(await answer(late.handle, notify({ by: expired }))).toEqual([503, ""]);
    expect(late.outcomes).toMatchObject([
      {
        reason: "certificate",
        error: {
          code: "ERR_NOTIFICATION_CERTIFICATE_EXPIRED",
          message: expect.stringMatching(/2026-02-01T00:00:00.000Z.*from the back office/),
        },
      },
    ]);
    const early = at("2025-12-31T23:59:59Z");
    expect((await early.handle(notify({ by: expired }))).status).toBe(503);
    expect(early.outcomes).toMatchObject([{ error: { code: "ERR_NOTIFICATION_CERTIFICATE_NOT_YET_VALID" } }]);
  });

  it("a wrong signature as such, whatever became of the certificate", async () => {
    const { handle, outcomes } = listen({ serviceCertificates: [expired.certificate] });
    const forged = notify({ by: { ...service, certificate: expired.certificate } });
    expect((await handle(forged)).status).toBe(403);
    expect(outcomes).toMatchObject([{ error: { code: "ERR_SIGNATURE_INVALID" } }]);
  });

  it("other methods, and says which is right", async () => {
    const response = await listen().handle(new Request("https://us.example"));
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });

  it("a token in a challenge", async () => {
    const response = await listen().handle(without("authorization", notify()));
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
  });

  it("what the inbox did not keep", async () => {
    const error = new Error("disk full");
    const { handle, outcomes } = listen({ inbox: { accept: () => Promise.reject(error) } });
    expect(await answer(handle, notify())).toEqual([503, ""]);
    expect(outcomes).toMatchObject([{ outcome: "refused", reason: "inbox", error }]);
  });

  it("what takes too long, and tells the inbox", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    let asked: (signal: AbortSignal | undefined) => void;
    const asking = new Promise<AbortSignal | undefined>((resolve) => {
      asked = resolve;
    });
    const { handle, outcomes } = listen({
      inbox: {
        accept: (_message, options) => {
          asked(options?.signal);
          return new Promise(() => {});
        },
      },
    });
    const answered = answer(handle, notify());
    const signal = await asking;
    await vi.advanceTimersByTimeAsync(5999);
    expect([signal?.aborted, outcomes]).toEqual([false, []]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answered).toEqual([503, ""]);
    expect(signal?.aborted).toBe(true);
    expect(outcomes).toMatchObject([{ reason: "deadline", error: { code: "ERR_NOTIFICATION_DEADLINE" } }]);
  });
});

describe("unsafeAllowUnsigned", () => {
  it("takes what has no signature, and says so", async () => {
    const { handle, outcomes } = listen({ unsafeAllowUnsigned: true, serviceCertificates: [] });
    expect((await handle(without("signature", notify()))).status).toBe(204);
    expect(outcomes).toMatchObject([{ outcome: "accepted", notification: { signature: undefined } }]);
  });

  it.each([
    ["a signature that is wrong", { altered: body.replace("141110", "141111") }, "digest"],
    ["a token that is wrong", { headers: { authorization: "Bearer wrong" } }, "token"],
  ])("still refuses %s", async (_name, sent, reason) => {
    const { handle, outcomes } = listen({ unsafeAllowUnsigned: true });
    await handle(notify(sent));
    expect(outcomes).toMatchObject([{ outcome: "refused", reason }]);
  });
});

describe("settings", () => {
  it.each<[Partial<WorldlineNotificationHandlerSettings>, RegExp]>([
    [{ bearer: [] }, /bearer must hold/],
    [{ bearer: ["right", ""] }, /none of them empty/],
    [{ serviceCertificates: [] }, /from the back office/],
    [{ deadlineMs: 0 }, /deadlineMs must be/],
    [{ maxBodyBytes: 1.5 }, /maxBodyBytes must be/],
  ])("%o is refused at once", (settings, message) => {
    expect(() => listen(settings)).toThrow(message);
    expect(() => listen(settings)).toThrow(TypeError);
  });

  it("of certificates that are none are refused at once", () => {
    expect(() => listen({ serviceCertificates: ["hello"] })).toThrow(
      expect.objectContaining({ code: "ERR_CERTIFICATE_UNREADABLE" }),
    );
  });
});

it("makes a warning of what onOutcome throws, and answers all the same", async () => {
  const warn = vi.spyOn(process, "emitWarning").mockReturnValue(undefined);
  onTestFinished(() => warn.mockRestore());
  const error = new Error("counter");
  const { handle } = listen({
    onOutcome() {
      throw error;
    },
  });
  expect((await handle(notify())).status).toBe(204);
  expect(warn).toHaveBeenCalledWith(error);
});

it("takes what signTestNotification makes", async () => {
  const { handle, outcomes } = listen();
  const { path, body, headers } = await signTestNotification({
    type: "debtorToken",
    bearerToken: "left",
    ...service,
  });
  const request = new Request(`https://us.example/v3${path}`, { method: "POST", body, headers });
  expect((await handle(request)).status).toBe(204);
  expect(outcomes).toMatchObject([
    { notification: { type: "debtorToken", payload: { PaymentId: "170600" } } },
  ]);
});
