import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "./support/openssl.js";
import { expectRefusal, minute, type TestSandbox, testSandbox } from "./support/sandbox.js";
import { type Answer, call, form, formType } from "./support/wire.js";
import {
  createParty,
  idealPayment,
  type MessageOptions,
  message,
  type Party,
  pis,
  requestTokenV1,
  requestTokenV2,
} from "./support/worldline.js";

let box: TestSandbox;
let folder: string;
let party: Party;
let tokens: Record<"IDEAL" | "PIS" | "AIS", string>;
let counter = 0;

beforeAll(async () => {
  folder = await temporaryFolder();
  box = await testSandbox({ timings: { paymentSettlesMs: 5 } });
  party = await createParty(box, folder, { id: "000021", services: ["IDEAL", "PIS", "AIS"] });
  const token = async (app: string) => String((await requestTokenV1(box, party, { app })).json.access_token);
  tokens = { IDEAL: await token("IDEAL"), PIS: await token("PIS"), AIS: await token("AIS") };
});

/** The body of a PSD2 payment. */
function transfer(amount: string, more: { aspspId?: string | undefined; common?: object } = {}): object {
  counter += 1;
  const { aspspId = "20100", common } = more;
  return {
    PaymentProduct: ["PSD2-SCT"],
    ...("aspspId" in more && more.aspspId === undefined ? {} : { PsuData: { AspspId: aspspId } }),
    CommonPaymentData: {
      EndToEndId: `e2e-id-${counter}`,
      InitiatingPartyReferenceId: `reference-${counter}`,
      Amount: { Amount: amount, Currency: "EUR" },
      ...common,
    },
  };
}

function post(
  path: string,
  body: unknown,
  options: MessageOptions & { token?: string } = {},
): Promise<Answer> {
  const { token = tokens.PIS, ...rest } = options;
  return message(box, party, token, path, { method: "POST", body: JSON.stringify(body), ...rest });
}

const get = (path: string, token = tokens.PIS, options: MessageOptions = {}) =>
  message(box, party, token, path, options);

interface Created {
  readonly id: string;
  readonly page: string;
}

async function create(
  body: object,
  options: MessageOptions & { token?: string; query?: string } = {},
): Promise<Created> {
  const answer = await post(`/payments${options.query ?? ""}`, body, options);
  expect([answer.rule, answer.status]).toEqual([undefined, 201]);
  const { CommonPaymentData: common, Links } = answer.json as Record<
    string,
    Record<string, { Href?: string }>
  >;
  return { id: String(common?.PaymentId), page: String(Links?.RedirectUrl?.Href) };
}

async function approve({ page }: Created, bank?: string): Promise<void> {
  const body = form({ decision: "approve", ...(bank && { bank }) });
  expect((await call(page, { method: "POST", headers: formType, body, ca: box.ca })).status).toBe(303);
}

async function statusOf(id: string, token?: string): Promise<unknown> {
  return ((await get(`/payments/${id}/status`, token)).json.CommonPaymentData as Record<string, unknown>)
    .PaymentStatus;
}

describe("a payment is found", () => {
  it("by its id, by the party's reference and by the end-to-end id, the newest first", async () => {
    const common = { InitiatingPartyReferenceId: "order-1", EndToEndId: "same" };
    const first = await create(transfer("4.00", { common }));
    const second = await create(transfer("4.00", { common: { ...common, EndToEndId: "other" } }));
    const idOf = async (name: string) =>
      ((await get(`/payments/${name}/status`)).json.CommonPaymentData as Record<string, unknown>).PaymentId;
    expect(await idOf(first.id)).toBe(first.id);
    expect(await idOf("reforder-1")).toBe(second.id);
    expect(await idOf("ref-order-1")).toBe(second.id);
    expect(await idOf("e2esame")).toBe(first.id);
    for (const name of ["order-1", "refsame", "e2eorder-1", "ref", "%zz"]) {
      expectRefusal(await get(`/payments/${name}/status`), 404, "worldline.payment.unknown");
    }
  });

  it("with a token for its service only", async () => {
    const { id } = await create(transfer("4.00"));
    expectRefusal(await get(`/payments/${id}/status`, tokens.IDEAL), 404, "worldline.payment.unknown");
    expectRefusal(await get(`/payments/${id}/status`, tokens.AIS), 401, "worldline.bearer.service");
    expectRefusal(
      await post("/payments", transfer("4.00"), { token: tokens.IDEAL }),
      401,
      "worldline.bearer.service",
    );
    expectRefusal(await post("/payments", idealPayment("4.00")), 401, "worldline.bearer.service");
  });
});

describe("a PSD2 payment", () => {
  it("names a bank of the directory, its reference and its end-to-end id", async () => {
    const missing: [object, string][] = [
      [transfer("4.00", { common: { EndToEndId: undefined } }), "EndToEndId"],
      [transfer("4.00", { common: { InitiatingPartyReferenceId: undefined } }), "InitiatingPartyReferenceId"],
      [transfer("4.00", { aspspId: undefined }), "PsuData.AspspId"],
      [transfer("4.00", { common: { TransactionType: "QR" } }), "ExpirationPeriod"],
    ];
    for (const [body, property] of missing) {
      const answer = await post("/payments", body);
      expectRefusal(answer, 400, "worldline.payment.conditional");
      expect([answer.json.Code, answer.json.Details]).toEqual(["133", expect.stringContaining(property)]);
    }
    const landing = { useauthorisationlandingpages: "true" };
    await create(transfer("4.00", { aspspId: undefined }), { replace: landing });
    const unknown = await post("/payments", transfer("4.00", { aspspId: "1" }));
    expectRefusal(unknown, 404, "worldline.bank.unknown");
    expect(unknown.json.Code).toBe("104");
    const asleep = await post("/payments", transfer("4.00", { aspspId: "20103" }));
    expectRefusal(asleep, 400, "worldline.bank.inactive");
    expect(asleep.json.Code).toBe("105");
  });

  it("waits for a confirmation where the bank wants one, and is confirmed once", async () => {
    const payment = await create(transfer("10.00", { aspspId: "20102" }));
    const path = `/payments/${payment.id}/confirmation`;
    const early = await post(path, {});
    expectRefusal(early, 403, "worldline.payment.not-confirmable");
    expect(early.json.Code).toBe("120");
    await approve(payment);
    const { json } = await get(`/payments/${payment.id}/status`);
    expect(json).toMatchObject({
      CommonPaymentData: { PaymentStatus: "Authorised" },
      Links: { ConfirmationRequired: { Href: `${box.urls.worldline}${pis}${path}` } },
    });
    expectRefusal(await post(path, { toto: 1 }), 400, "worldline.payment.schema");
    const confirmed = await post(path, { PsuData: { AspspPsuId: "p" } });
    expect([confirmed.status, confirmed.json]).toEqual([
      200,
      {
        CommonPaymentData: { PaymentId: payment.id, PaymentStatus: "SettlementCompleted" },
        Links: { GetPaymentStatus: { Href: `${box.urls.worldline}${pis}/payments/${payment.id}/status` } },
      },
    ]);
    expectRefusal(await post(path, {}), 403, "worldline.payment.not-confirmable");
  });

  it("is confirmed ahead, or while its status is asked for, by the query", async () => {
    const ahead = await create(transfer("10.00", { aspspId: "20102" }), { query: "?confirm=true" });
    await approve(ahead);
    expect(await statusOf(ahead.id)).toBe("SettlementCompleted");
    const later = await create(transfer("10.00", { aspspId: "20102" }));
    await approve(later);
    expect(await statusOf(later.id)).toBe("Authorised");
    await get(`/payments/${later.id}/status?confirm=true`);
    expect(await statusOf(later.id)).toBe("SettlementCompleted");
  });

  it("is cancelled while it is open, and iDEAL never", async () => {
    const payment = await create(transfer("10.00"));
    const cancel = (id: string, token = tokens.PIS) =>
      message(box, party, token, `/payments/${id}`, { method: "DELETE" });
    const answer = await cancel(payment.id);
    expect([answer.status, answer.json]).toEqual([
      200,
      { CommonPaymentData: { PaymentId: payment.id, PaymentStatus: "Cancelled" } },
    ]);
    const again = await cancel(payment.id);
    expectRefusal(again, 401, "worldline.payment.cancel-status");
    expect(again.json.Code).toBe("135");
    const ideal = await create(idealPayment("10.00"), { token: tokens.IDEAL });
    const refused = await cancel(ideal.id, tokens.IDEAL);
    expectRefusal(refused, 405, "worldline.payment.cancel-unsupported");
    expect(refused.json.Code).toBe("137");
  });

  it("is within the subscription's limit, of an active subscription", async () => {
    const user = await createParty(box, folder, { id: "limited", services: ["PIS"] });
    const token = String((await requestTokenV1(box, user, { app: "PIS" })).json.access_token);
    const change = (changes: object) =>
      box.control("PUT", `/worldline/subscriptions/${user.subscription}`, changes);
    const pay = (amount: string) =>
      message(box, user, token, "/payments", { method: "POST", body: JSON.stringify(transfer(amount)) });
    expect((await change({ amountLimit: "10.00" })).status).toBe(200);
    expect((await pay("10.000")).status).toBe(201);
    const above = await pay("10.00001");
    expectRefusal(above, 403, "worldline.payment.limit");
    expect(above.json.Code).toBe("134");
    await change({ isActive: false });
    const inactive = await pay("1.00");
    expectRefusal(inactive, 400, "worldline.party.inactive");
    expect(inactive.json.Code).toBe("102");
    const noToken = await requestTokenV1(box, user, { app: "PIS" });
    expectRefusal(noToken, 401, "worldline.party.inactive-v1");
    expect(noToken.json.code).toBe("102");
    expect((await change({ amountLimit: "ten" })).status).toBe(400);
  });
});

describe("sub ids", () => {
  it("a token for one is for it alone, a token for the party needs the payment to say which", async () => {
    const subs = ["1", "2"];
    const parties = await Promise.all(
      subs.map((subId) => createParty(box, folder, { id: "subs", subId, services: ["IDEAL"] })),
    );
    const [one] = parties as [Party, Party];
    const { secret } = box.sandbox.worldline.generateSecret("Worldline-subs");
    const pay = async (clientId: string, subId?: string) => {
      const fields = {
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: secret,
        scope: "IDEAL",
      };
      const token = String((await requestTokenV2(box, fields)).json.access_token);
      const common = subId === undefined ? {} : { CreditorInformation: { InitiatingPartySubId: subId } };
      const body = JSON.stringify(idealPayment("4.00", { common }));
      return message(box, one, token, "/payments", { method: "POST", body });
    };
    expect((await pay("Worldline-subs:1")).status).toBe(201);
    expect((await pay("Worldline-subs:1", "1")).status).toBe(201);
    expectRefusal(await pay("Worldline-subs:1", "2"), 400, "worldline.party.sub");
    expect((await pay("Worldline-subs", "2")).status).toBe(201);
    const unsaid = await pay("Worldline-subs");
    expectRefusal(unsaid, 400, "worldline.party.sub");
    expect([unsaid.json.Code, unsaid.reason]).toEqual(["101", expect.stringContaining("(1, 2)")]);
    expectRefusal(await pay("Worldline-subs", "3"), 400, "worldline.party.sub");
  });
});

describe("refunds", () => {
  const refund = (items: object[], token = tokens.PIS) =>
    post(
      "/refunds",
      { CommonPaymentData: { InitiatingPartyReferenceId: "refund", Refunds: items } },
      { token },
    );
  const item = (PaymentId: string, Amount: string, Currency = "EUR") => ({
    PaymentId,
    Amount: { Amount, Currency },
  });

  it("give back what was paid, and no more", async () => {
    const payment = await create(transfer("10.00"));
    await approve(payment);
    const answer = await refund([item(payment.id, "9.99")]);
    expect(answer.status).toBe(201);
    const { RefundId } = answer.json.CommonPaymentData as Record<string, string>;
    expect(answer.json).toEqual({
      CommonPaymentData: { RefundId, RefundStatus: "Open", InitiatingPartyReferenceId: "refund" },
      Links: { GetRefundStatus: { Href: `${box.urls.worldline}${pis}/refunds/${RefundId}/status` } },
    });
    await expect
      .poll(async () => (await get(`/refunds/${RefundId}/status`)).json.CommonPaymentData)
      .toMatchObject({ RefundStatus: "SettlementCompleted" });
    const errors = async (items: object[]) => {
      const { RefundStatus, AccountErrors } = (await refund(items)).json.CommonPaymentData as Record<
        string,
        unknown
      >;
      expect(RefundStatus).toBe("Error");
      return (AccountErrors as { Error: { Code: string } }[]).map(({ Error: { Code } }) => Code);
    };
    expect(await errors([item(payment.id, "0.01001")])).toEqual(["003"]);
    expect(await errors([item(payment.id, "0.01", "USD")])).toEqual(["007"]);
    const open = await create(transfer("10.00"));
    expect(await errors([item(open.id, "1.00"), item("0", "1.00")])).toEqual(["001", "005"]);
    expect((await refund([item(payment.id, "0.01")])).json.CommonPaymentData).toMatchObject({
      RefundStatus: "Open",
    });
  });

  it("have the interface file's shape, its own members put right", async () => {
    expectRefusal(await refund([]), 400, "worldline.payment.schema");
    expectRefusal(
      await post("/refunds", { CommonPaymentDataRefund: {}, Refunds: [] }),
      400,
      "worldline.payment.schema",
    );
    expectRefusal(await get("/refunds/unknown/status"), 404, "worldline.refund.unknown");
    expectRefusal(await refund([item("1", "1.00")], tokens.IDEAL), 401, "worldline.bearer.service");
  });

  it("are part of the subscription, or not", async () => {
    const { worldline } = box.sandbox;
    worldline.changeSubscription(party.subscription, { hasRefunds: false });
    const answer = await refund([item("1", "1.00")]);
    worldline.changeSubscription(party.subscription, { hasRefunds: true });
    expectRefusal(answer, 401, "worldline.refund.inactive");
    expect(answer.json.Code).toBe("153");
  });
});

describe("the directory of banks", () => {
  const base = "/xs2a/routingservice/services/directory/v3";
  const list = (path: string, service: string | undefined, token = tokens.PIS) =>
    message(box, party, token, path, {
      base,
      replace: { service, digest: undefined },
      afterwards: { signature: undefined },
    });

  it("lists those that take part, for the service that the token has", async () => {
    const { status, json, headers } = await list("/aspsps", "PIS");
    expect([status, json.Service, headers.signature]).toEqual([200, "PIS", undefined]);
    expect(json.ASPSP).toContainEqual({
      AspspId: "20101",
      Name: [{ Label: "Polder Bank", Language: "en" }],
      Country: "NL",
      CategoryLabel: ["Retail"],
      Details: [],
      Options: [],
      BIC: "PLDRNL2U",
    });
    const ids = (answer: Answer) =>
      (answer.json.ASPSP as { AspspId: string }[]).map(({ AspspId }) => AspspId);
    expect(ids(await list("/aspsps?country=DE", "AIS", tokens.AIS))).toEqual(["20102"]);
    expect((await list("/aspsps?allDetails=true", "PIS")).text).toContain('"Type":"MANDATORY"');
  });

  it("wants the header Service, and a token for it", async () => {
    for (const service of [undefined, "IDEAL"]) {
      const answer = await list("/aspsps", service);
      expectRefusal(answer, 400, "worldline.directory.service");
      expect(answer.json.Code).toBe("001");
    }
    expectRefusal(await list("/aspsps", "AIS"), 401, "worldline.bearer.service");
    expectRefusal(await list("/aspsps", "PIS", "x"), 401, "worldline.bearer.unknown");
    expectRefusal(await list("/others", "PIS"), 404, "worldline.path");
    const deleted = await message(box, party, tokens.PIS, "/aspsps", { base, method: "DELETE" });
    expectRefusal(deleted, 404, "worldline.path");
  });
});

describe("where signing is optional", () => {
  it("an unsigned request gets an unsigned answer, a signed one is checked", async () => {
    await box.withSwitch("worldline.signing", "optional", async () => {
      const unsigned = await post("/payments", transfer("4.00"), {
        afterwards: { digest: undefined, signature: undefined },
      });
      expect([unsigned.status, unsigned.headers.signature]).toEqual([201, undefined]);
      const signed = await post("/payments", transfer("4.00"));
      expect([signed.status, typeof signed.headers.signature]).toEqual([201, "string"]);
      const wrong = await post("/payments", transfer("4.00"), { afterwards: { "x-request-id": "changed" } });
      expectRefusal(wrong, 401, "worldline.signature.invalid");
      const half = await post("/payments", transfer("4.00"), { afterwards: { signature: undefined } });
      expectRefusal(half, 401, "worldline.signature.missing");
    });
  });

  it("so it is of the operations that the document does not list", async () => {
    const { id } = await create(transfer("4.00"));
    const unsigned = { digest: undefined, signature: undefined };
    const cancel = (afterwards: Record<string, string | undefined>) =>
      message(box, party, tokens.PIS, `/payments/${id}`, { method: "DELETE", afterwards });
    expectRefusal(await cancel({ "x-request-id": "changed" }), 401, "worldline.signature.invalid");
    expect((await cancel(unsigned)).headers.signature).toBeUndefined();
    expect(await statusOf(id)).toBe("Cancelled");
  });
});

describe("grant_type of a version 1 token", () => {
  it("is in the form or in the query, or where the switch wants it", async () => {
    const inForm = () => requestTokenV1(box, party);
    const inQuery = () =>
      requestTokenV1(box, party, { operation: "/token?grant_type=client_credentials", body: "" });
    const outcomes = async () => [(await inForm()).status, (await inQuery()).status];
    expect(await outcomes()).toEqual([200, 200]);
    await box.withSwitch("worldline.v1GrantType", "form", async () =>
      expect(await outcomes()).toEqual([200, 400]),
    );
    await box.withSwitch("worldline.v1GrantType", "query", async () => {
      expect(await outcomes()).toEqual([400, 200]);
      expect((await inForm()).reason).toContain("in the query");
    });
  });
});

describe("the test environment", () => {
  it("forgets a fast checkout after an hour", async () => {
    const own = await testSandbox();
    own.sandbox.setSwitch("worldline.payer", "amounts");
    const user = await createParty(own, folder, { id: "1" });
    const body = idealPayment("4.00", {
      common: { Amount: { Amount: "4.00", AmountBreakdown: { OrderAmount: "3.00", ShippingCost: "1.00" } } },
      root: { IDEALPayments: { FlowType: "FastCheckout", ExpectedCheckoutData: { BillingAddress: true } } },
    });
    const token = async () => String((await requestTokenV1(own, user)).json.access_token);
    const created = await message(own, user, await token(), "/payments", {
      method: "POST",
      body: JSON.stringify(body),
    });
    const { PaymentId } = created.json.CommonPaymentData as Record<string, string>;
    const ask = async () => message(own, user, await token(), `/payments/${PaymentId}/status`);
    await own.sandbox.advanceClock((59 * minute) / 1000);
    expect((await ask()).status).toBe(200);
    await own.sandbox.advanceClock((2 * minute) / 1000);
    expectRefusal(await ask(), 404, "worldline.payment.unknown");
  });
});

describe("faults", () => {
  const path = `${pis}/payments`;
  const fault = (settings: object) => box.control("POST", "/worldline/faults", settings);

  it("any documented error comes with its status, once or as often as was asked for", async () => {
    const documented: [string, number][] = [
      ["004", 500],
      ["012", 502],
      ["016", 503],
      ["017", 403],
      ["105", 400],
      ["158", 415],
    ];
    for (const [code, status] of documented) {
      expect((await fault({ fault: "error", code, on: { path } })).status).toBe(201);
      const answer = await post("/payments", transfer("4.00"));
      expect([answer.status, answer.json.Code, answer.headers["sandbox-fault"]]).toEqual([
        status,
        code,
        "error",
      ]);
      expect(answer.headers.signature).toBeTruthy();
    }
    await fault({ fault: "error", times: 2, on: { method: "post", path: `${pis}/pay*` } });
    const { id } = box.sandbox.worldline.payments()[0] ?? { id: "" };
    expect((await get(`/payments/${id}/status`)).status).toBe(200);
    const statuses = [];
    for (let turn = 0; turn < 3; turn += 1) statuses.push((await post("/payments", transfer("4.00"))).status);
    expect(statuses).toEqual([500, 500, 201]);
    expect((await fault({ fault: "error", code: "999" })).status).toBe(400);
  });

  it("an answer is lost after the payment was made; sent again, it is a duplicate that the reference finds", async () => {
    for (const lost of ["error-processed", "drop-processed"]) {
      await fault({ fault: lost, on: { path } });
      const body = transfer("4.00", { common: { InitiatingPartyReferenceId: lost } });
      const replace = { "x-request-id": lost };
      const first = post("/payments", body, { replace });
      if (lost === "drop-processed") await expect(first).rejects.toThrow(/hang up|ECONNRESET/);
      else expect((await first).status).toBe(500);
      expectRefusal(await post("/payments", body, { replace }), 400, "worldline.message.duplicate");
      expect(await statusOf(`ref${lost}`)).toBe("Open");
    }
  });

  it("an answer comes from something in front of the service, or with nothing in it, or not at all", async () => {
    const before = box.sandbox.worldline.payments().length;
    await fault({ fault: "html" });
    await fault({ fault: "html-200" });
    await fault({ fault: "empty-401" });
    await fault({ fault: "drop" });
    const page = await post("/payments", transfer("4.00"));
    expect([page.status, page.headers["content-type"], page.headers.signature]).toEqual([
      502,
      "text/html",
      undefined,
    ]);
    expect((await post("/payments", transfer("4.00"))).status).toBe(200);
    const empty = await post("/payments", transfer("4.00"));
    expect([empty.status, empty.text]).toEqual([401, ""]);
    await expect(post("/payments", transfer("4.00"))).rejects.toThrow(/hang up|ECONNRESET/);
    expect(box.sandbox.worldline.payments()).toHaveLength(before);
  });

  it("an answer's signing is left out or spoilt, each by one character", async () => {
    const { id } = await create(transfer("4.00"));
    const signing = async (kind: string) => {
      await fault({ fault: kind });
      const { headers, body } = await get(`/payments/${id}/status`);
      return { ...headers, body: body.toString() } as Record<string, string | undefined>;
    };
    const unsigned = await signing("unsigned");
    expect([unsigned.digest, unsigned.signature, unsigned["sandbox-fault"]]).toEqual([
      undefined,
      undefined,
      "unsigned",
    ]);
    const { createHash } = await import("node:crypto");
    const digestOf = (text = "") => `SHA-256=${createHash("sha256").update(text).digest("base64")}`;
    const wrongDigest = await signing("wrong-digest");
    expect(wrongDigest.digest).toHaveLength(52);
    expect(wrongDigest.digest).not.toBe(digestOf(wrongDigest.body));
    const wrongSignature = await signing("wrong-signature");
    expect(wrongSignature.digest).toBe(digestOf(wrongSignature.body));
    expect(wrongSignature.signature).toMatch(/signature="[A-Za-z0-9+/]{342}=="$/);
  });

  it("are listed with how often they happened, and cleared", async () => {
    await fault({ fault: "slow", delayMs: 1 });
    const { id } = await create(transfer("4.00"));
    expect(await statusOf(id)).toBe("Open");
    const list = JSON.parse((await box.control("GET", "/worldline/faults")).text) as Record<
      string,
      unknown
    >[];
    expect(list.at(-1)).toMatchObject({ fault: "slow", delayMs: 1, happened: 1 });
    expect((await box.control("DELETE", "/worldline/faults")).text).toBe("[]");
    expect((await fault({ fault: "429" })).status).toBe(400);
  });
});
