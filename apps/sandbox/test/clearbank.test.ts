import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { noon, year } from "./support/fixed-day.js";
import { certificateRequest, ecKey, openssl, rsaKey, sign, temporaryFolder } from "./support/openssl.js";
import { day, expectRefusal, hour, type TestSandbox, testSandbox } from "./support/sandbox.js";
import { type Answer, call } from "./support/wire.js";

let box: TestSandbox;
let folder: string;
let key: string;
let csr: string;
let token: string;
let counter = 0;

beforeAll(async () => {
  [box, folder] = await Promise.all([testSandbox(), temporaryFolder()]);
  key = await rsaKey(folder, "institution");
  csr = await certificateRequest(key, "institution");
  token = await generateToken();
});

async function generateToken(more: object = {}): Promise<string> {
  const answer = await box.control("POST", "/clearbank/tokens", { csr, name: "test", ...more });
  expect(answer.status).toBe(201);
  return String(answer.json.token);
}

function nextId(): string {
  counter += 1;
  return `request-${counter}`;
}

/** POST /v1/Test, signed with openssl; each part can be replaced, or left out with undefined. */
async function post(
  body: string | Buffer,
  headers: Record<string, string | undefined> = {},
  path = "/v1/Test",
): Promise<Answer> {
  const all: Record<string, string | undefined> = {
    Authorization: `Bearer ${token}`,
    "X-Request-Id": nextId(),
    "Content-Type": "application/json",
    DigitalSignature: await sign(key, body),
    ...headers,
  };
  const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return call(`${box.urls.clearbank}${path}`, {
    method: "POST",
    headers: sent as Record<string, string>,
    body,
    ca: box.ca,
  });
}

describe("the Test endpoints", () => {
  it("answers GET to a token", async () => {
    const answer = await call(`${box.urls.clearbank}/v1/Test`, {
      headers: { Authorization: `Bearer ${token}` },
      ca: box.ca,
    });
    expect(answer.status).toBe(200);
    expect(answer.headers["x-correlation-id"]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]/);
  });

  it("echoes a signed POST byte for byte, whatever the letter case of the path", async () => {
    const body = '{ "FieldName" : "t\u00e9st", "n": 1.10 }\n';
    const answer = await post(body, { "Content-Type": "application/json; charset=utf-8" }, "/v1/tEST?x=1");
    expect(answer.status).toBe(200);
    expect(answer.text).toBe(body);
    expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
  });

  it("answers as the document's example does when the switch says so", async () => {
    await box.withSwitch("clearbank.echo", "documented", async () => {
      expect((await post('{ "body": "hello world!" }')).json).toEqual({ Message: "hello world!" });
    });
    expect((await post('{ "body": "hello world!" }')).text).toBe('{ "body": "hello world!" }');
  });

  it("gives every answer its own correlation id, refusals too", async () => {
    const answers = [await post("{}"), await post("{}", { Authorization: undefined })];
    expect(new Set(answers.map(({ headers }) => headers["x-correlation-id"])).size).toBe(2);
  });

  it("knows no other path and no other method", async () => {
    expectRefusal(await post("{}", {}, "/v1/Testing"), 404, "clearbank.not-played");
    for (const method of ["DELETE", "OPTIONS"]) {
      const answer = await call(`${box.urls.clearbank}/v1/Test`, {
        method,
        headers: { Authorization: `Bearer ${token}`, "X-Request-Id": nextId() },
        ca: box.ca,
      });
      expectRefusal(answer, 405, "clearbank.method");
    }
  });
});

describe("the API token", () => {
  it("has to be there", async () => {
    const answer = await post("{}", { Authorization: undefined });
    expectRefusal(answer, 403, "clearbank.token.missing");
    expect(answer.json).toEqual({ status: 403 });
    expectRefusal(await post("{}", { Authorization: `Basic ${token}` }), 403, "clearbank.token.missing");
  });

  it("has to be one of the portal's", async () => {
    const answer = await post("{}", { Authorization: `Bearer ${token}x` });
    expectRefusal(answer, 403, "clearbank.token.unknown");
    expect(answer.reason).not.toContain(token);
  });

  it("works until its expiry and not after", async () => {
    const own = await testSandbox();
    const answer = await own.control("POST", "/clearbank/tokens", {
      csr,
      name: "short",
      expiresAt: new Date(Date.now() + hour).toISOString(),
    });
    const get = () =>
      call(`${own.urls.clearbank}/v1/Test`, {
        headers: { Authorization: `Bearer ${answer.json.token}` },
        ca: own.ca,
      });
    expect((await get()).status).toBe(200);
    own.clock.advance(hour);
    expectRefusal(await get(), 403, "clearbank.token.expired");
  });
});

describe("X-Request-Id", () => {
  it("has to be there, with a value", async () => {
    const answer = await post("{}", { "X-Request-Id": undefined });
    expectRefusal(answer, 400, "clearbank.request-id.missing");
    expect(answer.json).toEqual({ type: "about:blank", title: "Missing X-Request-Id Header", status: 400 });
    expectRefusal(await post("{}", { "X-Request-Id": " " }), 400, "clearbank.request-id.missing");
  });

  it("has at most 83 characters", async () => {
    expect((await post("{}", { "X-Request-Id": "a".repeat(83) })).status).toBe(200);
    expectRefusal(await post("{}", { "X-Request-Id": "a".repeat(84) }), 400, "clearbank.request-id.length");
  });

  it("is accepted once in 24 hours, and used up by an accepted request only", async () => {
    const own = await testSandbox();
    const created = await own.control("POST", "/clearbank/tokens", { csr, name: "t" });
    const send = async (signature: string) =>
      call(`${own.urls.clearbank}/v1/Test`, {
        method: "POST",
        headers: {
          Authorization: `Bearer ${created.json.token}`,
          "X-Request-Id": "one",
          DigitalSignature: signature,
        },
        body: "{}",
        ca: own.ca,
      });
    const good = await sign(key, "{}");
    expectRefusal(await send(await sign(key, "{ }")), 400, "clearbank.digital-signature.invalid");
    expect((await send(good)).status).toBe(200);
    const duplicate = await send(good);
    expectRefusal(duplicate, 409, "clearbank.request-id.duplicate");
    expect(duplicate.json).toEqual({ status: 409 });
    own.clock.advance(day - hour);
    expectRefusal(await send(good), 409, "clearbank.request-id.duplicate");
    own.clock.advance(hour + 1000);
    expect((await send(good)).status).toBe(200);
  });

  it("lets one of two simultaneous requests through", async () => {
    const headers = { "X-Request-Id": nextId() };
    const answers = await Promise.all([post("{}", headers), post("{}", headers), post("{}", headers)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });
});

describe("DigitalSignature", () => {
  it("has to be there", async () => {
    const answer = await post("{}", { DigitalSignature: undefined });
    expectRefusal(answer, 400, "clearbank.digital-signature.missing");
    expect(answer.json).toEqual({
      type: "about:blank",
      title: "Invalid DigitalSignature Header",
      status: 400,
    });
  });

  it("is standard base64 with padding", async () => {
    const good = await sign(key, "{}");
    for (const bad of [
      good.replace(/=+$/, ""),
      good.replaceAll("+", "-").replaceAll("/", "_"),
      `${good} `,
      "x",
      `${good.slice(0, 64)} ${good.slice(64)}`,
    ]) {
      if (bad.trim() === good) continue;
      expectRefusal(await post("{}", { DigitalSignature: bad }), 400, "clearbank.digital-signature.encoding");
    }
  });

  it("covers the exact bytes", async () => {
    const body = '{ "Message": "Hello World" }';
    expect((await post(body)).status).toBe(200);
    for (const signed of [
      `${body}\n`,
      '{"Message":"Hello World"}',
      `\ufeff${body}`,
      Buffer.from(body, "utf16le"),
    ]) {
      const answer = await post(body, { DigitalSignature: await sign(key, signed) });
      expectRefusal(answer, 400, "clearbank.digital-signature.invalid");
    }
  });

  it("says what is recognisably wrong", async () => {
    const reasonFor = async (signature: string) => (await post("{}", { DigitalSignature: signature })).reason;
    expect(await reasonFor(await sign(key, "{}\n"))).toContain("line break");
    const hash = await openssl(["dgst", "-sha256", "-binary"], "{}");
    expect(await reasonFor(await sign(key, hash))).toContain("hashed twice");
    const otherKey = await rsaKey(folder, "other");
    const otherCsr = await certificateRequest(otherKey, "other");
    await box.control("POST", "/clearbank/tokens", { csr: otherCsr, name: "other" });
    expect(await reasonFor(await sign(otherKey, "{}"))).toContain("another token");
    expect(await reasonFor(await sign(key, "[]"))).toContain("RSA PKCS#1 v1.5");
  });

  it("is not made with PSS padding", async () => {
    const pss = await openssl(["dgst", "-sha256", "-sigopt", "rsa_padding_mode:pss", "-sign", key], "{}");
    const answer = await post("{}", { DigitalSignature: pss.toString("base64") });
    expectRefusal(answer, 400, "clearbank.digital-signature.invalid");
  });
});

describe("the portal", () => {
  it("refuses what is not a certificate request", async () => {
    const refused = async (pem: string) => {
      const answer = await box.control("POST", "/clearbank/tokens", { csr: pem, name: "x" });
      expect(answer.status).toBe(400);
      return answer.json.error;
    };
    expect(await refused("hello")).toBe("clearbank.csr.format");
    expect(await refused(await readFile(key, "utf8"))).toBe("clearbank.csr.format");
    expect(await refused(csr.replace(/\n[A-Za-z0-9+/]{64}\n/, "\n"))).toBe("clearbank.csr.format");
  });

  it("refuses a request that was tampered with", async () => {
    const der = await openssl(["req", "-outform", "DER"], csr);
    // The last byte belongs to the signature.
    der.writeUInt8((der.at(-1) ?? 0) ^ 1, der.length - 1);
    const pem = `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString("base64")}\n-----END CERTIFICATE REQUEST-----\n`;
    const answer = await box.control("POST", "/clearbank/tokens", { csr: pem, name: "x" });
    expect([answer.status, answer.json.error]).toEqual([400, "clearbank.csr.signature"]);
  });

  it("wants an RSA key of 2048 bits or more", async () => {
    for (const weak of [await rsaKey(folder, "weak", 1024), await ecKey(folder, "ec")]) {
      const answer = await box.control("POST", "/clearbank/tokens", {
        csr: await certificateRequest(weak, "x"),
        name: "x",
      });
      expect([answer.status, answer.json.error]).toEqual([400, "clearbank.csr.key"]);
    }
  });

  it("limits a token to the future and a year, to the millisecond", async () => {
    const own = await testSandbox({ now: () => noon });
    const generate = (expiresAt?: string) =>
      own.control("POST", "/clearbank/tokens", { csr, name: "x", ...(expiresAt && { expiresAt }) });
    const latest = `${year + 1}-05-20T12:00:00.000Z`;
    for (const expiresAt of [`${year}-05-20T12:00:00.001Z`, latest]) {
      const answer = await generate(expiresAt);
      expect([answer.status, answer.json.expiresAt]).toEqual([201, expiresAt]);
    }
    expect((await generate()).json.expiresAt).toBe(latest);
    const refused = [
      noon.toISOString(),
      `${year + 1}-05-20T12:00:00.001Z`,
      `${year + 1}-05-21T12:00:00.000Z`,
    ];
    for (const expiresAt of refused) {
      const answer = await generate(expiresAt);
      expect([expiresAt, answer.status, answer.json.error]).toEqual([
        expiresAt,
        400,
        "clearbank.token.expiry",
      ]);
    }
  });

  it("shows a token once: nothing that is read afterwards has it", async () => {
    const value = await generateToken();
    const used = await call(`${box.urls.clearbank}/v1/Test`, {
      headers: { Authorization: `Bearer ${value}` },
      ca: box.ca,
    });
    expect(used.status).toBe(200);
    const paths = ["/clearbank/institutions", "/clearbank/requests", "/clearbank/events", "/transcript"];
    for (const path of paths) {
      const shown = await box.control("GET", path);
      expect([path, shown.status]).toEqual([path, 200]);
      expect(shown.text).not.toContain(value);
    }
    expect((await box.control("GET", "/clearbank/tokens")).status).toBe(404);
    expect(await generateToken()).not.toBe(value);
  });
});

it("logs the outcome of requests without their secrets", async () => {
  const requestId = nextId();
  await post('{"iban":"SECRET-BODY"}', { DigitalSignature: undefined, "X-Request-Id": requestId });
  const log = await box.control("GET", "/clearbank/requests");
  const entries = JSON.parse(log.text);
  expect(entries.at(-1)).toMatchObject({
    method: "POST",
    target: "/v1/Test",
    status: 400,
    rule: "clearbank.digital-signature.missing",
    requestId,
  });
  expect(log.text).not.toContain(token);
  expect(log.text).not.toContain("SECRET-BODY");
  expect(entries.length).toBeLessThanOrEqual(200);
});
