import { createPublicKey, verify } from "node:crypto";
import { generateKeyPair, importSigner, type Signer } from "@countersign/crypto-core";
import { beforeAll, describe, expect, it } from "vitest";
import { type ClearBankClient, createClearBankClient } from "../../../src/index.js";

let signer: Signer;
let publicKey: string;
const token = "secret-token-of-the-test";

beforeAll(async () => {
  const pair = await generateKeyPair();
  signer = await importSigner(pair.privateKey);
  publicKey = pair.publicKey;
});

/** A client whose requests are answered by the test, and the requests that it made. */
function connect(answer: () => Response): {
  client: ClearBankClient;
  sent: { request: Request; body: Uint8Array }[];
} {
  const sent: { request: Request; body: Uint8Array }[] = [];
  const client = createClearBankClient({
    environment: new URL("https://bank.example/base"),
    credentials: { token, signer },
    newRequestId: () => "id-1",
    random: () => 0,
    fetch: async (input, init) => {
      const request = new Request(input as Request, init);
      sent.push({ request, body: new Uint8Array(await request.arrayBuffer()) });
      return answer();
    },
  });
  return { client, sent };
}

const ok = () => Response.json({ a: 1 }, { headers: { "x-correlation-id": "corr-1" } });

describe("requests", () => {
  it("sign exactly the bytes that leave", async () => {
    const { client, sent } = connect(ok);
    await client.test.post({ Message: "h\u00e9llo", amount: "13.0" });
    const [{ request, body }] = sent as [(typeof sent)[number]];
    expect(request.url).toBe("https://bank.example/base/v1/Test");
    expect(new TextDecoder().decode(body)).toBe('{"Message":"h\u00e9llo","amount":"13.0"}');
    const signature = Buffer.from(request.headers.get("digitalsignature") ?? "", "base64");
    expect(verify("sha256", body, createPublicKey(publicKey), signature)).toBe(true);
    expect(request.headers.get("authorization")).toBe(`Bearer ${token}`);
    expect(request.headers.get("x-request-id")).toBe("id-1");
    expect(request.headers.get("content-type")).toBe("application/json");
  });

  it("send ready bytes as they are", async () => {
    const { client, sent } = connect(ok);
    const bytes = new TextEncoder().encode('{ "Message": "Hello World" }');
    await client.test.post(bytes);
    expect(sent[0]?.body).toEqual(bytes);
  });

  it("carry the token alone on GET, and an id but no signature where there is no body", async () => {
    const { client, sent } = connect(ok);
    await client.test.get();
    await client.request("DELETE", "v1/accounts/1/virtual/2");
    const [get, del] = sent.map(({ request }) => request.headers);
    expect([get?.get("x-request-id"), get?.get("digitalsignature")]).toEqual([null, null]);
    expect([del?.get("x-request-id"), del?.get("digitalsignature")]).toEqual(["id-1", null]);
  });

  it("take the caller's id of up to 83 characters, and no other", async () => {
    const { client, sent } = connect(ok);
    const longest = "x".repeat(83);
    expect((await client.test.post({}, { requestId: longest })).requestId).toBe(longest);
    for (const requestId of ["", "x".repeat(84), "a b", "a\nb"]) {
      await expect(client.test.post({}, { requestId })).rejects.toThrow(TypeError);
    }
    expect(sent).toHaveLength(1);
  });

  it("need a body that is JSON", async () => {
    await expect(connect(ok).client.test.post(() => 1)).rejects.toThrow(TypeError);
  });
});

describe("answers", () => {
  it("carry both ids", async () => {
    expect(await connect(ok).client.test.post({})).toEqual({
      status: 200,
      data: { a: 1 },
      correlationId: "corr-1",
      requestId: "id-1",
    });
  });

  it("are refusals with ClearBank's words", async () => {
    const problem = { type: "about:blank", title: "Invalid DigitalSignature Header", status: 400 };
    const refused = connect(() =>
      Response.json(problem, { status: 400, headers: { "x-correlation-id": "c" } }),
    );
    await expect(refused.client.test.post({})).rejects.toMatchObject({
      name: "ClearBankApiError",
      code: "ERR_CLEARBANK_API",
      status: 400,
      title: problem.title,
      requestId: "id-1",
      correlationId: "c",
      isRetryable: false,
      message: expect.stringMatching(
        /400 .*Invalid DigitalSignature Header \(X-Request-Id id-1, X-Correlation-Id c\)/,
      ),
    });
  });

  it("are asked for again with the same id, the same bytes and the same signature", async () => {
    const statuses = [503, 429, 200];
    const { client, sent } = connect(() => Response.json({}, { status: statuses.shift() ?? 500 }));
    expect(await client.test.post({ amount: "1.10" })).toMatchObject({ status: 200, requestId: "id-1" });
    expect(sent).toHaveLength(3);
    const seen = sent.map(({ request, body }) => [
      request.headers.get("x-request-id"),
      request.headers.get("digitalsignature"),
      Buffer.from(body).toString(),
    ]);
    expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBe(1);
  });

  it("are given to the caller where asking again did not help, and where it must not be done", async () => {
    const busy = connect(() => Response.json({}, { status: 503 }));
    await expect(busy.client.test.post({})).rejects.toMatchObject({ status: 503 });
    expect(busy.sent).toHaveLength(4);
    const duplicate = connect(() => Response.json({}, { status: 409 }));
    await expect(duplicate.client.test.post({})).rejects.toMatchObject({ status: 409 });
    expect(duplicate.sent).toHaveLength(1);
  });

  it("tell a duplicate from another conflict", async () => {
    const duplicate = connect(() => Response.json({ status: 409 }, { status: 409 }));
    await expect(duplicate.client.test.post({})).rejects.toMatchObject({
      name: "DuplicateRequestError",
      code: "ERR_CLEARBANK_DUPLICATE_REQUEST",
      isRetryable: false,
    });
    const conflict = connect(() => Response.json({ title: "Account closed", status: 409 }, { status: 409 }));
    await expect(conflict.client.test.post({})).rejects.toMatchObject({ code: "ERR_CLEARBANK_API" });
  });

  it("keep the errors by field", async () => {
    const body = {
      title: "One or more validation errors occurred.",
      errors: { amount: ["must be positive"] },
    };
    const { client } = connect(() => Response.json(body, { status: 400 }));
    await expect(client.test.post({})).rejects.toMatchObject({ fieldErrors: body.errors });
  });

  it.each([
    [503, "", /unavailable: send again with the same/, true],
    [500, "plain text", /internal error/, true],
    [429, '{"statusCode":429}', /too many/, true],
    [403, '{"status":403}', /unknown, expired or not allowed/, false],
  ])("explain %d where its body does not", async (status, body, message, isRetryable) => {
    const { client } = connect(() => new Response(body, { status }));
    const error = await client.test.get().catch((error: unknown) => error);
    expect(error).toMatchObject({ status, isRetryable, message: expect.stringMatching(message) });
    expect(JSON.stringify(error) + String(error)).not.toContain(token);
  });
});
