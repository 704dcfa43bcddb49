import { ApiTimeoutError, TlsError } from "@countersign/auth";
import { describe, expect, it } from "vitest";
import type {
  CreatePaymentOptions,
  PaymentInitiationRequest,
  WorldlineMessage,
  WorldlineOpenBankingClientSettings,
} from "../../../../src/index.js";
import { answer, connect, created, payment, pisPath, type Sent } from "../../../support/open-banking.js";

const fails = (status: number) => new Response(null, { status });
const refuses = (Code: string, status: number) => answer({ Code, Message: "no" }, status);
const lost = () => Promise.reject(new TypeError("fetch failed"));
const found = {
  CommonPaymentData: { ...created.CommonPaymentData, InitiatingPartyReferenceId: "request-1" },
};
const other = {
  CommonPaymentData: { ...created.CommonPaymentData, InitiatingPartyReferenceId: "request-2" },
};
const ofAnotherCall = new TlsError("ERR_TLS_SERVER_EXPIRED", "another call failed", {
  method: "GET",
  url: "https://worldline.example",
});

/** Creates a payment of a service that answers the attempts one after the other, and then the question after it. */
async function create(
  attempts: readonly (() => Response | Promise<Response>)[],
  options: CreatePaymentOptions = {},
  {
    body = payment,
    status = () => answer(found),
    ...settings
  }: Partial<WorldlineOpenBankingClientSettings> & {
    body?: PaymentInitiationRequest;
    status?: (sent: Sent) => Response | Promise<Response>;
    respondToken?: () => Response;
  } = {},
) {
  const connection = await connect((sent, count) => {
    if (sent.request.method === "GET") return status(sent);
    const respond = attempts[count - 1];
    return respond ? respond() : expect.fail(`an attempt too many: ${count}`);
  }, settings);
  const outcome = await connection.client.payments.create(body, options).catch((error: unknown) => error);
  const posts = connection.sent.filter(({ request }) => request.method === "POST");
  const asked = connection.sent.filter(({ request }) => request.method === "GET").map(({ path }) => path);
  return { ...connection, outcome, posts, asked };
}

const unknown = { name: "PaymentOutcomeUnknownError", code: "ERR_WORLDLINE_PAYMENT_OUTCOME_UNKNOWN" };

describe("payments.create", () => {
  it("always sends a reference of ours: the X-Request-ID, or the one that was given", async () => {
    const { posts, outcome } = await create([() => answer(created, 201)]);
    expect(JSON.parse(String(posts[0]?.body)).CommonPaymentData).toEqual({
      InitiatingPartyReferenceId: "request-1",
      ...payment.CommonPaymentData,
    });
    expect(outcome).toMatchObject({ status: 201, reference: "request-1", isRecovered: false, data: created });
    const body = {
      ...payment,
      CommonPaymentData: { ...payment.CommonPaymentData, InitiatingPartyReferenceId: "order-5" },
    };
    const given = await create([() => answer(created, 201)], {}, { body });
    expect(JSON.parse(String(given.posts[0]?.body)).CommonPaymentData.InitiatingPartyReferenceId).toBe(
      "order-5",
    );
    expect(given.outcome).toMatchObject({ reference: "order-5" });
  });

  it("asks for confirmation at once where that is wanted", async () => {
    const { posts } = await create([() => answer(created, 201)], { confirm: true });
    expect(posts[0]?.path).toBe(pisPath("/payments?confirm=true"));
  });

  it.each([
    ["500", () => fails(500)],
    ["503, as a web page", () => new Response("<html>", { status: 503 })],
    ["511", () => fails(511)],
    ["a lost connection", lost],
  ])("is repeated once, with the same id and bytes, after %s", async (_name, first) => {
    const { posts, outcome, asked } = await create([first, () => answer(created, 201)]);
    expect(outcome).toMatchObject({ status: 201, isRecovered: false });
    expect(posts).toHaveLength(2);
    const seen = posts.map(({ request, body }) =>
      ["x-request-id", "digest", "signature", "messagecreatedatetime"]
        .map((name) => request.headers.get(name))
        .concat(String(body)),
    );
    expect(seen[0]).toEqual(seen[1]);
    expect(asked).toEqual([]);
  });

  it("is repeated once after a timeout", async () => {
    const hangs = () => new Promise<Response>(() => {});
    const { posts, outcome } = await create([hangs, hangs], {}, { timeoutMs: 30 });
    expect(posts).toHaveLength(2);
    expect(outcome).toMatchObject({ ...unknown, cause: expect.any(ApiTimeoutError) });
  });

  it.each([
    ["400", () => refuses("002", 400), { worldlineCode: "002" }],
    ["a duplicate of nobody's making", () => refuses("008", 400), { worldlineCode: "008" }],
    ["429", () => fails(429), { status: 429 }],
    ["a redirect", () => new Response(null, { status: 302 }), { status: 302 }],
  ])("is refused, and not repeated, by %s", async (_name, first, expected) => {
    const { outcome, posts, asked } = await create([first]);
    expect(outcome).toMatchObject({ name: "WorldlineApiError", ...expected });
    expect([posts.length, asked.length]).toEqual([1, 0]);
  });

  it.each([
    ["503", () => fails(503), { status: 503 }],
    ["a lost connection", lost, { code: "ERR_API_CONNECTION" }],
    ["a web page", () => new Response("<html>", { status: 502 }), { code: "ERR_API_HTML" }],
    // The repetition was refused; the first may have got through.
    ["400", () => refuses("002", 400), { worldlineCode: "002" }],
    ["401", () => refuses("021", 401), { worldlineCode: "021" }],
  ])("has an unknown outcome where the repetition ends with %s", async (_name, second, cause) => {
    const { outcome, asked } = await create([() => fails(503), second]);
    expect(outcome).toMatchObject({ ...unknown, requestId: "request-1", reference: "request-1", cause });
    expect(asked).toEqual([]);
  });

  it.each([
    ["unsigned", () => Response.json(created, { status: 201 }), "ERR_WORLDLINE_UNSIGNED"],
    ["altered", () => answer(created, 201, { body: "{}" }), "ERR_DIGEST_MISMATCH"],
    ["no payment", () => answer({}, 201), "ERR_WORLDLINE_MALFORMED"],
    ["another payment", () => answer(other, 201), "ERR_WORLDLINE_OTHER_PAYMENT"],
    ["not JSON", () => answer("x", 201), "ERR_API_NOT_JSON"],
  ])("has an unknown outcome where a success is not to be believed: %s", async (_name, first, code) => {
    const { outcome, posts } = await create([first]);
    expect(outcome).toMatchObject({ ...unknown, cause: { code } });
    expect(posts).toHaveLength(1);
  });

  describe("that is a duplicate (008) on its repetition", () => {
    const duplicate = [() => fails(503), () => refuses("008", 400)];

    it("is found by its reference", async () => {
      const { outcome, asked } = await create(duplicate);
      expect(asked).toEqual([pisPath("/payments/refrequest-1/status")]);
      expect(outcome).toMatchObject({
        isRecovered: true,
        reference: "request-1",
        requestId: "request-1",
        data: found,
        verified: true,
      });
    });

    it.each([
      ["is not there", () => refuses("110", 404), { worldlineCode: "110" }],
      ["cannot be asked for", lost, { code: "ERR_API_CONNECTION" }],
      ["is answered without a signature", () => Response.json(found), { code: "ERR_WORLDLINE_UNSIGNED" }],
      ["is another one", () => answer(other), { code: "ERR_WORLDLINE_OTHER_PAYMENT" }],
    ])("has an unknown outcome where it %s", async (_name, status, cause) => {
      const { outcome } = await create(duplicate, {}, { status });
      expect(outcome).toMatchObject({ ...unknown, cause });
    });
  });

  it("with an id of the caller's may be a repetition from before a restart: a duplicate is looked for", async () => {
    const { outcome, asked } = await create(
      [() => refuses("008", 400)],
      { requestId: "mine" },
      {
        status: () => answer(created),
      },
    );
    expect(asked).toEqual([pisPath("/payments/refmine/status")]);
    expect(outcome).toMatchObject({ isRecovered: true, reference: "mine", requestId: "mine" });
  });

  it("is sent with another token where the token has ended, and a repetition stays one", async () => {
    const { outcome, posts, asked } = await create([
      () => fails(503),
      () => Response.json({ Code: "017" }, { status: 403 }),
      () => refuses("008", 400),
    ]);
    expect(new Set(posts.map(({ request }) => request.headers.get("x-request-id")))).toEqual(
      new Set(["request-1"]),
    );
    expect(asked).toHaveLength(1);
    expect(outcome).toMatchObject({ isRecovered: true });
  });

  it("has a known outcome where there was no token: nothing was sent", async () => {
    const { outcome, posts } = await create([], {}, { respondToken: () => fails(503) });
    expect(outcome).toMatchObject({ code: "ERR_TOKEN_REFUSED", status: 503 });
    expect(posts).toEqual([]);
  });

  it("has an unknown outcome where another request holds it (159), which may be itself", async () => {
    const { outcome, posts } = await create([() => refuses("159", 400)]);
    expect(outcome).toMatchObject({ ...unknown, cause: { worldlineCode: "159" } });
    expect(posts).toHaveLength(1);
  });

  it.each([new Error("closing"), new TypeError("closing"), ofAnotherCall, undefined])(
    "has an unknown outcome where the caller ends it after a sending: %s",
    async (reason) => {
      const controller = new AbortController();
      const { outcome } = await create(
        [
          () => {
            setImmediate(() => controller.abort(reason));
            return new Promise<Response>(() => {});
          },
        ],
        { signal: controller.signal },
      );
      expect(outcome).toMatchObject({ ...unknown, reference: "request-1", requestId: "request-1" });
      expect((outcome as Error).cause).toBe(controller.signal.reason);
    },
  );

  it("has an unknown outcome where the caller ends the search for a duplicate", async () => {
    const controller = new AbortController();
    const status = () => {
      setImmediate(() => controller.abort(new Error("closing")));
      return new Promise<Response>(() => {});
    };
    const attempts = [() => fails(503), () => refuses("008", 400)];
    const { outcome } = await create(attempts, { signal: controller.signal }, { status });
    expect(outcome).toMatchObject({ ...unknown, cause: { message: "closing" } });
  });

  it.each([
    ["request", 0],
    ["answer", 1],
  ] as const)(
    "has an unknown outcome where onMessage fails after the sending, and not before: %s",
    async (at, sent) => {
      const failure = new TypeError("the disk is full");
      const onMessage = ({ direction }: WorldlineMessage) => {
        if (direction === at) throw failure;
      };
      const { outcome, posts } = await create([() => answer(created, 201)], {}, { onMessage });
      expect(posts).toHaveLength(sent);
      if (sent === 0) expect(outcome).toBe(failure);
      else expect(outcome).toMatchObject({ ...unknown, cause: failure });
    },
  );

  it("ends with the caller's own reason where nothing was sent", async () => {
    const { outcome, posts } = await create([], { signal: AbortSignal.abort(new Error("closing")) });
    expect(outcome).toMatchObject({ message: "closing" });
    expect(posts).toEqual([]);
  });

  it("is not sent where it keeps not all rules, all of which are told", async () => {
    const { outcome, posts, tokenRequests } = await create(
      [],
      { notificationUrl: new URL("http://us.example/v3") },
      { body: { PaymentProduct: ["IDEAL"], CommonPaymentData: { Amount: { Amount: "1" } } } },
    );
    expect(outcome).toBeInstanceOf(TypeError);
    expect(outcome).toMatchObject({ name: "InvalidRequestError", code: "ERR_WORLDLINE_INVALID_REQUEST" });
    const { violations } = outcome as { violations: readonly { path: string }[] };
    expect(violations.map(({ path }) => path).sort()).toEqual([
      "CommonPaymentData.Amount.Amount",
      "CommonPaymentData.RemittanceInformation",
      "CommonPaymentData.RemittanceInformationStructured.Reference",
      "InitiatingPartyNotificationUrl",
    ]);
    expect([posts.length, tokenRequests.length]).toEqual([0, 0]);
  });
});
