import { ApiConnectionError, ApiTimeoutError } from "@countersign/auth";
import { beforeAll, describe, expect, it } from "vitest";
import type { ClearBankClientSettings } from "../../../src/index.js";
import { connect as connectWith, type SentRequest } from "../../support/connect.js";
import { createCredentials, type TestCredentials } from "../../support/credentials.js";

let credentials: TestCredentials;

beforeAll(async () => {
  credentials = await createCredentials("token");
});

/** Answers with one status after the other; what is no status is thrown. */
function connect(answers: readonly (number | Error)[], settings: Partial<ClearBankClientSettings> = {}) {
  const left = [...answers];
  return connectWith({ credentials, ...settings }, () => {
    const next = left.shift() ?? 599;
    if (typeof next !== "number") throw next;
    return Response.json({ status: next }, { status: next });
  });
}

const lost = new ApiConnectionError("ERR_API_CONNECTION", "lost", { method: "POST", url: "" });
const late = new ApiTimeoutError("ERR_API_TIMEOUT", "late", { method: "POST", url: "" });

const seen = ({ request, body }: SentRequest) =>
  JSON.stringify([
    request.headers.get("x-request-id"),
    request.headers.get("digitalsignature"),
    Buffer.from(body).toString(),
  ]);

describe("a request is sent again", () => {
  it.each([
    ["500, which may have been processed", 500],
    ["another error of the server's", 520],
    ["too many", 429],
    ["a lost connection", lost],
    ["a timeout", late],
  ])("with the same id, bytes and signature: after %s", async (_name, failure) => {
    let made = 0;
    const { client, sent } = connect([failure, failure, 200], { newRequestId: () => `id-${++made}` });
    expect(await client.test.post({ amount: "1.10" })).toMatchObject({ status: 200, requestId: "id-1" });
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(seen)).size).toBe(1);
  });

  it("three times at most, or as often as the settings say", async () => {
    const busy = connect([]);
    await expect(busy.client.test.post({})).rejects.toMatchObject({ status: 599, isRetryable: true });
    expect(busy.sent).toHaveLength(4);
    const hasty = connect([], { retry: { limit: 1 } });
    await expect(hasty.client.test.post({})).rejects.toMatchObject({ status: 599 });
    expect(hasty.sent).toHaveLength(2);
  });

  it("when Retry-After says, and is left to the caller where that is too long", async () => {
    const after = (seconds: string) => {
      const answers = [() => new Response("", { status: 503, headers: { "retry-after": seconds } })];
      return connectWith({ credentials }, () => answers.shift()?.() ?? Response.json({}));
    };
    const soon = after("0");
    expect((await soon.client.test.post({})).status).toBe(200);
    expect(soon.sent).toHaveLength(2);
    const tomorrow = after("86400");
    await expect(tomorrow.client.test.post({})).rejects.toMatchObject({ status: 503 });
    expect(tomorrow.sent).toHaveLength(1);
  });

  it.each([400, 403, 404, 409, 422])("but not after %d", async (status) => {
    const { client, sent } = connect([status]);
    await expect(client.test.post({})).rejects.toMatchObject({ status, isRetryable: false });
    expect(sent).toHaveLength(1);
  });

  it("and no settings make it so after 409", () => {
    expect(() => connect([], { retry: { statusCodes: [409, 503] } })).toThrow(/^retry must not repeat a 409/);
  });
});

describe("a duplicate", () => {
  const untitled = { name: "DuplicateRequestError", code: "ERR_CLEARBANK_DUPLICATE_REQUEST", status: 409 };

  it.each([
    ["503", 503],
    ["a lost connection", lost],
  ])("is of unknown outcome where this call was sent before: after %s", async (_name, failure) => {
    const { client, sent } = connect([failure, 409]);
    await expect(client.test.post({})).rejects.toMatchObject({
      ...untitled,
      firstAttempt: "unknown",
      isRetryable: false,
      message: expect.stringContaining("look for its webhook, or ask for the resource"),
    });
    expect(sent).toHaveLength(2);
  });

  it("is so where the caller chose the id, as after a restart", async () => {
    const { client } = connect([409]);
    const again = client.test.post({}, { requestId: "stored" });
    await expect(again).rejects.toMatchObject({ ...untitled, requestId: "stored", firstAttempt: "unknown" });
  });

  it("is not this call's where it made a new id and sent it once", async () => {
    const { client } = connect([409]);
    await expect(client.test.post({})).rejects.toMatchObject({
      ...untitled,
      firstAttempt: "not-this-call",
      message: expect.stringContaining("is newRequestId unique?"),
    });
  });

  it.each([
    ["nothing at all", "", "DuplicateRequestError"],
    ["only its status", '{"status":409}', "DuplicateRequestError"],
    ["an empty title", '{"title":"","status":409}', "DuplicateRequestError"],
    ["a title", '{"title":"Account closed","status":409}', "ClearBankApiError"],
  ])("is told from another conflict by its title: %s", async (_name, body, name) => {
    const { client } = connectWith({ credentials }, () => new Response(body, { status: 409 }));
    await expect(client.test.post({})).rejects.toMatchObject({ name, status: 409 });
  });

  it("needs an id: a GET has none", async () => {
    const { client } = connect([409]);
    await expect(client.test.get()).rejects.toMatchObject({ name: "ClearBankApiError", status: 409 });
  });
});
