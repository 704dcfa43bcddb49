import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createProfile, type Profile, send } from "./support/clearbank.js";
import { temporaryFolder } from "./support/openssl.js";
import { expectRefusal, type TestSandbox, testSandbox } from "./support/sandbox.js";

let box: TestSandbox;
let profile: Profile;

beforeAll(async () => {
  box = await testSandbox();
  profile = await createProfile(box, await temporaryFolder());
});

beforeEach(async () => {
  await box.control("DELETE", "/clearbank/faults");
});

async function add(settings: object): Promise<void> {
  const answer = await box.control("POST", "/clearbank/faults", settings);
  expect([answer.status, answer.text]).toEqual([201, expect.stringContaining('"happened":0')]);
}

let counter = 0;

/** The same request each time that `id` is given. */
function post(id = `fault-${++counter}`) {
  return send(box, profile, "POST", "/v1/Test", { body: "{}", headers: { "X-Request-Id": id } });
}

const get = (path = "/v1/Test") => send(box, profile, "GET", path);

async function eventCount(): Promise<number> {
  return JSON.parse((await box.control("GET", "/clearbank/events")).text).length;
}

async function lastRequest(): Promise<Record<string, unknown>> {
  return JSON.parse((await box.control("GET", "/clearbank/requests")).text).at(-1);
}

describe("a fault", () => {
  it.each([
    ["429", { statusCode: 429, message: "Rate limit is exceeded. Try again in 7 seconds." }],
    ["503", { status: 503 }],
  ])("%s says when to come back, and leaves the request undone", async (fault, body) => {
    await add({ fault, retryAfterSeconds: 7 });
    const before = await eventCount();
    const answer = await post("come-back");
    expect([answer.status, answer.json]).toEqual([Number(fault), body]);
    expect(answer.headers).toMatchObject({ "retry-after": "7", "sandbox-fault": fault });
    expect(answer.headers["x-correlation-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(await eventCount()).toBe(before);
    expect(await lastRequest()).toMatchObject({ status: Number(fault), fault, requestId: "come-back" });
    expect((await post("come-back")).status).toBe(200);
    await box.control("POST", "/clock/advance", { seconds: 86_400 });
  });

  it("500 can leave the request undone, so that the retry is done", async () => {
    await add({ fault: "500" });
    const before = await eventCount();
    expect((await post("undone")).status).toBe(500);
    expect(await eventCount()).toBe(before);
    expect((await post("undone")).status).toBe(200);
  });

  it("500 can come although the request was done: its webhook is set off, and the retry is told 409", async () => {
    await add({ fault: "500-processed" });
    const before = await eventCount();
    const answer = await post("done");
    expect([answer.status, answer.json]).toEqual([500, { status: 500 }]);
    expect(await eventCount()).toBe(before + 1);
    const retry = await post("done");
    expectRefusal(retry, 409, "clearbank.request-id.duplicate");
    expect(retry.json).toEqual({ status: 409 });
    expect(await eventCount()).toBe(before + 1);
  });

  it.each([
    ["drop", 200, 0],
    ["drop-processed", 409, 1],
  ])("%s closes the connection without an answer; the retry is told %i", async (fault, status, events) => {
    await add({ fault });
    const before = await eventCount();
    await expect(post(`lost-${fault}`)).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(await eventCount()).toBe(before + events);
    expect(await lastRequest()).toMatchObject({ status: 0, fault });
    expect((await post(`lost-${fault}`)).status).toBe(status);
  });

  it("slow keeps back an answer to a request that was done", async () => {
    await add({ fault: "slow", delayMs: 300_000, times: 1 });
    const before = await eventCount();
    let isAnswered = false;
    const slow = post().finally(() => {
      isAnswered = true;
    });
    slow.catch(() => {});
    await expect.poll(eventCount).toBe(before + 1);
    expect((await get()).status).toBe(200);
    expect(isAnswered).toBe(false);
    await box.control("DELETE", "/clearbank/faults");
    await add({ fault: "slow", delayMs: 1 });
    const answer = await post();
    expect([answer.status, answer.text, answer.headers["sandbox-fault"]]).toEqual([200, "{}", "slow"]);
  });

  it("that follows the processing spares what is refused", async () => {
    await add({ fault: "500-processed" });
    expectRefusal(
      await send(box, profile, "POST", "/v1/Nowhere", { body: "{}" }),
      404,
      "clearbank.not-played",
    );
    expect((await post()).status).toBe(500);
  });

  it("waits for a token that is right", async () => {
    await add({ fault: "503" });
    expectRefusal(
      await send(box, { ...profile, token: "x" }, "GET", "/v1/Test"),
      403,
      "clearbank.token.unknown",
    );
    expect((await get()).status).toBe(503);
  });

  it("page-size limits a page, whatever was asked for", async () => {
    await add({ fault: "page-size", pageSize: 1, on: { path: "/v3/Accounts" } });
    const asked = "/v3/Accounts?pageNumber=1&pageSize=50";
    for (let count = 0; count < 2; count += 1) {
      const body = `{"accountName":"Extra ${count}","owner":{"name":"Owner"},"sortCode":"040004"}`;
      expect((await send(box, profile, "POST", "/v3/Accounts", { body })).status).toBe(201);
    }
    const capped = await get(asked);
    expect([capped.status, (capped.json.accounts as unknown[]).length]).toEqual([200, 1]);
    const whole = await get(asked);
    expect((whole.json.accounts as unknown[]).length).toBeGreaterThan(1);
  });
});

describe("which requests", () => {
  it("happen by method and path, in any letter case, with a star for what follows", async () => {
    await add({ fault: "503", on: { method: "post", path: "/V1/test" } });
    expect((await get()).status).toBe(200);
    expect((await post()).status).toBe(503);
    await add({ fault: "503", on: { path: "/v1/N*" }, times: 2 });
    await add({ fault: "503", on: { path: "/v1/Te" } });
    expect((await get()).status).toBe(200);
    expect((await get("/v1/nowhere/else")).status).toBe(503);
    expect((await get("/v1/Nowhere")).status).toBe(503);
    expect((await get("/v1/Nowhere")).status).toBe(404);
  });

  it("take their turns as often as was asked for, and are listed until they are cleared", async () => {
    await add({ fault: "503", times: 2 });
    await add({ fault: "429" });
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await get()).status);
    expect(statuses).toEqual([503, 503, 429, 200]);
    const list = JSON.parse((await box.control("GET", "/clearbank/faults")).text);
    expect(list).toMatchObject([
      { fault: "503", times: 2, happened: 2 },
      { fault: "429", happened: 1 },
    ]);
    await add({ fault: "503" });
    await box.control("DELETE", "/clearbank/faults");
    expect((await get()).status).toBe(200);
    expect((await box.control("GET", "/clearbank/faults")).text).toBe("[]");
  });

  it("are drawn, the same for the same seed", async () => {
    const runs: string[] = [];
    for (const seed of ["a", "a", "b"]) {
      await box.control("DELETE", "/clearbank/faults");
      await add({ fault: "503", rate: 0.5, seed });
      const statuses: number[] = [];
      for (let count = 0; count < 20; count += 1) statuses.push((await get()).status);
      expect(new Set(statuses)).toEqual(new Set([200, 503]));
      runs.push(statuses.join());
    }
    expect(runs[0]).toBe(runs[1]);
    expect(runs[0]).not.toBe(runs[2]);
  });

  it("are another institution's own", async () => {
    await box.control("POST", "/clearbank/institutions", { id: "other" });
    await box.control("POST", "/clearbank/institutions/other/faults", { fault: "503" });
    expect((await get()).status).toBe(200);
  });
});

it("refuses a fault that is none", async () => {
  const cases: [object, RegExp][] = [
    [{ fault: "418" }, /429, 503, 500/],
    [{ fault: "503", on: { url: "/" } }, /"url" is not known/],
    [{ fault: "503", on: [] }, /"on" is not a JSON object/],
    [{ fault: "503", times: 0 }, /"times".*from 1/],
    [{ fault: "503", times: 1.5 }, /"times".*whole number/],
    [{ fault: "503", rate: 2 }, /"rate".*from 0 to 1/],
  ];
  for (const [body, message] of cases) {
    const answer = await box.control("POST", "/clearbank/faults", body);
    expect([answer.status, answer.json.message]).toEqual([400, expect.stringMatching(message)]);
  }
});
