import { beforeAll, describe, expect, it } from "vitest";
import { createProfile, type Profile, send } from "./support/clearbank.js";
import { sign, temporaryFolder } from "./support/openssl.js";
import { expectRefusal, type TestSandbox, testSandbox } from "./support/sandbox.js";

let box: TestSandbox;
let profile: Profile;

beforeAll(async () => {
  box = await testSandbox();
  profile = await createProfile(box, await temporaryFolder());
});

/** No operation has this path: whoever gets to be told so has passed the checks before. */
const nowhere = "/v1/Nowhere";
const passed = "clearbank.not-played";

const ask = (method: string, settings: Parameters<typeof send>[4] = {}) =>
  send(box, profile, method, nowhere, settings);

describe("what every method needs", () => {
  it("is a token, and for GET nothing else", async () => {
    expectRefusal(await ask("GET"), 404, passed);
    expectRefusal(await ask("GET", { headers: { DigitalSignature: "not looked at" } }), 404, passed);
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      const answer = await ask(method, { headers: { Authorization: undefined } });
      expectRefusal(answer, 403, "clearbank.token.missing");
      expect(answer.headers["x-correlation-id"]).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

describe("what POST, PUT and PATCH need", () => {
  it.each(["POST", "PUT", "PATCH"])(
    "%s: an id, and a signature if and only if there is a body",
    async (method) => {
      expectRefusal(await ask(method, { body: "{}" }), 404, passed);
      expectRefusal(await ask(method), 404, passed);
      const headers = { "X-Request-Id": undefined };
      expectRefusal(await ask(method, { body: "{}", headers }), 400, "clearbank.request-id.missing");
      const long = { "X-Request-Id": "a".repeat(84) };
      expectRefusal(await ask(method, { body: "{}", headers: long }), 400, "clearbank.request-id.length");
      const unsigned = await ask(method, { body: "{}", headers: { DigitalSignature: undefined } });
      expectRefusal(unsigned, 400, "clearbank.digital-signature.missing");
      const signed = await ask(method, {
        body: "{}",
        headers: { DigitalSignature: await sign(profile.key, "") },
      });
      expectRefusal(signed, 400, "clearbank.digital-signature.invalid");
    },
  );

  it("checks a signature that is sent without need, over the empty body", async () => {
    const withSignature = async (data: string) =>
      ask("POST", { headers: { DigitalSignature: await sign(profile.key, data) } });
    expectRefusal(await withSignature(""), 404, passed);
    expectRefusal(await withSignature("{}"), 400, "clearbank.digital-signature.invalid");
  });
});

describe("what DELETE needs", () => {
  const body = '{"reasonCode":"1"}';
  const unsigned = { DigitalSignature: undefined };

  it("is an id, in every reading", async () => {
    for (const reading of ["body", "unsigned", "signed"]) {
      await box.withSwitch("clearbank.delete", reading, async () => {
        const answer = await ask("DELETE", { headers: { "X-Request-Id": undefined } });
        expectRefusal(answer, 400, "clearbank.request-id.missing");
      });
    }
  });

  it("is a signature where there is a body, as the interfaces say", async () => {
    expectRefusal(await ask("DELETE"), 404, passed);
    expectRefusal(await ask("DELETE", { body }), 404, passed);
    const answer = await ask("DELETE", { body, headers: unsigned });
    expectRefusal(answer, 400, "clearbank.digital-signature.missing");
  });

  it("is never a signature, as the documents of today say", async () => {
    await box.withSwitch("clearbank.delete", "unsigned", async () => {
      expectRefusal(await ask("DELETE"), 404, passed);
      expectRefusal(await ask("DELETE", { body, headers: unsigned }), 404, passed);
      const wrong = { DigitalSignature: await sign(profile.key, "{}") };
      expectRefusal(
        await ask("DELETE", { body, headers: wrong }),
        400,
        "clearbank.digital-signature.invalid",
      );
    });
  });

  it("is always a signature, as the older document says", async () => {
    await box.withSwitch("clearbank.delete", "signed", async () => {
      expectRefusal(await ask("DELETE"), 400, "clearbank.digital-signature.missing");
      const empty = { DigitalSignature: await sign(profile.key, "") };
      expectRefusal(await ask("DELETE", { headers: empty }), 404, passed);
      expectRefusal(await ask("DELETE", { body }), 404, passed);
    });
  });
});

it("a request that is refused does not use its id up, whatever refused it", async () => {
  const headers = { "X-Request-Id": "kept" };
  expectRefusal(await ask("POST", { body: "{}", headers }), 404, passed);
  expect((await send(box, profile, "POST", "/v1/Test", { body: "{}", headers })).status).toBe(200);
  expectRefusal(await ask("POST", { body: "{}", headers }), 409, "clearbank.request-id.duplicate");
});
