import { beforeAll, describe, expect, it } from "vitest";
import { acknowledgeWith, createProfile, type Profile, send } from "./support/clearbank.js";
import { certificateRequest, temporaryFolder, verifies } from "./support/openssl.js";
import { Receiver } from "./support/receiver.js";
import { expectRefusal, type TestSandbox, testSandbox } from "./support/sandbox.js";

let box: TestSandbox;
let folder: string;
const first = "/clearbank";
const second = "/clearbank/institutions/second";
let profiles: Record<"first" | "second", Profile>;

beforeAll(async () => {
  [box, folder] = await Promise.all([testSandbox(), temporaryFolder()]);
  const created = await box.control("POST", "/clearbank/institutions", { id: "second" });
  expect([created.status, created.json]).toEqual([201, { id: "second" }]);
  profiles = {
    first: await createProfile(box, folder, first),
    second: await createProfile(box, folder, second),
  };
});

async function list(path: string): Promise<Record<string, unknown>[]> {
  return JSON.parse((await box.control("GET", path)).text);
}

describe("institutions", () => {
  it("are listed, named or not, and each is there once", async () => {
    const unnamed = await box.control("POST", "/clearbank/institutions", {});
    expect(unnamed.json.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await list("/clearbank/institutions")).toEqual([
      { id: "default" },
      { id: "second" },
      { id: unnamed.json.id },
    ]);
    const again = await Promise.all(
      ["second", "third", "third"].map((id) => box.control("POST", "/clearbank/institutions", { id })),
    );
    expect(again.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const bad = await box.control("POST", "/clearbank/institutions", { id: "a/b" });
    expect(bad.status).toBe(400);
    expect((await box.control("GET", "/clearbank/institutions/nobody/public-key")).status).toBe(404);
  });

  it("have the default one's portal under both of its paths", async () => {
    const [short, long] = await Promise.all([
      box.control("GET", "/clearbank/public-key"),
      box.control("GET", "/clearbank/institutions/default/public-key"),
    ]);
    expect(long.text).toBe(short.text);
  });

  it("cannot sign for one another", async () => {
    const mixed = { token: profiles.second.token, key: profiles.first.key };
    const answer = await send(box, mixed, "POST", "/v1/Test", { body: "{}" });
    expectRefusal(answer, 400, "clearbank.digital-signature.invalid");
    expect(answer.reason).not.toContain("another token");
  });

  it("each have their own request ids", async () => {
    for (const profile of Object.values(profiles)) {
      const headers = { "X-Request-Id": "the-same" };
      expect((await send(box, profile, "POST", "/v1/Test", { body: "{}", headers })).status).toBe(200);
    }
  });

  it("each have their own webhooks, under their own key, acknowledged with their own key", async () => {
    const receiver = await Receiver.open(folder);
    const registration = { url: receiver.url, ca: receiver.ca };
    await box.control("PUT", `${second}/webhooks/FITestEvent`, registration);
    acknowledgeWith(receiver, profiles.first.key);
    await send(box, profiles.first, "POST", "/v1/Test", { body: "{}" });
    expect((await list(`${first}/events`)).at(-1)).toMatchObject({ isSent: false, reason: "not subscribed" });
    await send(box, profiles.second, "POST", "/v1/Test", { body: "{}" });
    const [delivery] = await list(`${second}/deliveries?wait=20`);
    expect(delivery).toMatchObject({ acknowledged: false, reason: "Non-repudiation" });
    expect(receiver.received).toHaveLength(1);
    expect(await list(`${first}/deliveries`)).toEqual([]);
    const keys = await Promise.all(
      [first, second].map(async (portal) => (await box.control("GET", `${portal}/public-key`)).text),
    );
    const { body, headers } = receiver.last;
    const verdicts = keys.map((key) => verifies(folder, key, body, String(headers.digitalsignature)));
    expect(await Promise.all(verdicts)).toEqual([false, true]);
    acknowledgeWith(receiver, profiles.second.key);
    await box.control("POST", `${second}/deliveries/${delivery?.id}/retry`);
    expect((await list(`${second}/deliveries?wait=20`)).at(-1)).toMatchObject({ acknowledged: true });
  });

  it("each have their own requests in the log, and the sandbox has all of them", async () => {
    await send(box, profiles.second, "GET", "/v1/Test");
    await send(box, { ...profiles.second, token: "x" }, "GET", "/v1/Test");
    const institutions = async (path: string) => (await list(path)).map(({ institution }) => institution);
    expect((await institutions("/clearbank/requests")).slice(-2)).toEqual(["second", undefined]);
    expect(new Set(await institutions(`${second}/requests`))).toEqual(new Set(["second"]));
  });

  it("outlive a restart, with what they have", async () => {
    const state = `${folder}/state`;
    const before = await testSandbox({ state });
    await before.control("POST", "/clearbank/institutions", { id: "second" });
    const csr = await certificateRequest(profiles.second.key, "second");
    const { token } = (await before.control("POST", `${second}/tokens`, { csr, name: "kept" })).json;
    const keyBefore = (await before.control("GET", `${second}/public-key`)).text;
    await before.sandbox.close();
    const after = await testSandbox({ state });
    expect((await after.control("GET", `${second}/public-key`)).text).toBe(keyBefore);
    const profile = { key: profiles.second.key, token: String(token) };
    expect((await send(after, profile, "POST", "/v1/Test", { body: "{}" })).status).toBe(200);
  });
});
