import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { SandboxError } from "../src/errors.js";
import { startSandbox } from "../src/sandbox.js";
import { emptyState } from "../src/state/state.js";
import { certificateRequest, rsaKey, sign, temporaryFolder } from "./support/openssl.js";
import { expectRefusal, testSandbox } from "./support/sandbox.js";
import { call } from "./support/wire.js";
import { createParty, idealPayment, message, requestTokenV1 } from "./support/worldline.js";

let folder: string;

beforeAll(async () => {
  folder = await temporaryFolder();
});

function withInstitution(institution: object): string {
  return JSON.stringify({ ...emptyState(), clearbank: { institutions: [institution] } });
}

describe("with a state folder", () => {
  it("a restart keeps keys, customers, switches and the ids that were used", async () => {
    const state = join(folder, "kept");
    const first = await testSandbox({ state });
    const key = await rsaKey(folder, "institution");
    const csr = await certificateRequest(key, "institution");
    const { token } = (await first.control("POST", "/clearbank/tokens", { csr, name: "t" })).json;
    const party = await createParty(first, folder, { id: "1" });
    const access = String((await requestTokenV1(first, party)).json.access_token);
    const body = JSON.stringify(idealPayment("4.00"));
    const create = (box: typeof first) =>
      message(box, party, access, "/payments", { method: "POST", body, replace: { "x-request-id": "once" } });
    const created = await create(first);
    expect(created.status).toBe(201);
    await first.control("PUT", "/switches/clearbank.echo", { value: "documented" });
    const publicKey = (await first.control("GET", "/clearbank/public-key")).text;
    const certificate = (await first.control("GET", "/worldline/certificate")).text;
    const post = async (box: typeof first) =>
      call(`${box.urls.clearbank}/v1/Test`, {
        method: "POST",
        headers: {
          Authorization: `Bearer ${token}`,
          "X-Request-Id": "one",
          DigitalSignature: await sign(key, '{"body":1}'),
        },
        body: '{"body":1}',
        ca: first.ca,
      });
    expect((await post(first)).text).toBe('{"Message":1}');
    await first.sandbox.close();

    const second = await testSandbox({ state });
    expect(second.ca).toBe(first.ca);
    expect((await second.control("GET", "/clearbank/public-key")).text).toBe(publicKey);
    expect((await second.control("GET", "/worldline/certificate")).text).toBe(certificate);
    expectRefusal(await post(second), 409, "clearbank.request-id.duplicate");
    expectRefusal(await create(second), 400, "worldline.message.duplicate");
    const { PaymentId } = created.json.CommonPaymentData as Record<string, string>;
    expect((await message(second, party, access, `/payments/${PaymentId}/status`)).status).toBe(200);
    expect((await requestTokenV1(second, party)).json.access_token).toBe(access);
  });

  it("only the owner can read it, and no secret is in it in clear", async () => {
    const state = join(folder, "private");
    const box = await testSandbox({ state });
    const csr = await certificateRequest(await rsaKey(folder, "k"), "k");
    const { token } = (await box.control("POST", "/clearbank/tokens", { csr, name: "t" })).json;
    const party = await createParty(box, folder, { id: "1" });
    const { secret } = (await box.control("POST", `/worldline/subscriptions/${party.subscription}/secret`))
      .json;
    await box.control("POST", "/clearstream/consumers", { userId: "u", apis: ["cmax-api"] });
    const request = await certificateRequest(join(folder, "k.key"), "u");
    const issued = await box.control("POST", "/clearstream/consumers/u/certificates", {
      password: "correct horse",
      ssl: request,
      signing: request,
    });
    expect(issued.status).toBe(201);
    expect((await stat(state)).mode & 0o777).toBe(0o700);
    expect((await readdir(state)).sort()).toEqual(["keys.json", "state.json"]);
    for (const name of ["keys.json", "state.json"])
      expect((await stat(join(state, name))).mode & 0o777).toBe(0o600);
    // The answers have come, so all of it is on disk.
    const text = await readFile(join(state, "state.json"), "utf8");
    expect(text).toContain('"userId": "u"');
    for (const hidden of [token, secret, "correct horse"]) expect(text).not.toContain(hidden);
  });

  it("a damaged file is named, with what to do", async () => {
    const damaged: [string, string, RegExp][] = [
      ["state.json", "{", /state\.json is not a state file.*remove it/],
      ["state.json", '{"version":2}', /another version/],
      ["state.json", '{"version":1,"switches":{}}', /lacks parts/],
      ["state.json", withInstitution({ id: "default" }), /lacks parts/],
      ["keys.json", '{"version":1}', /cannot use the keys/],
    ];
    for (const [index, [name, content, expected]] of damaged.entries()) {
      const state = join(folder, `damaged-${index}`);
      await (await startSandbox({ state })).close();
      await writeFile(join(state, name), content);
      const failure = await startSandbox({ state }).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(SandboxError);
      expect((failure as Error).message).toMatch(expected);
    }
  });

  it("an impossible folder is named", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    for (const state of [file, join(file, "below"), join(folder, "missing", "below")]) {
      await expect(startSandbox({ state })).rejects.toThrow(SandboxError);
    }
  });
});
