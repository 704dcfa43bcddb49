import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settle, tokenAnswer } from "../../support/token-endpoint.js";
import { startTokenSource } from "../../support/token-source.js";

const unhandled: unknown[] = [];
const record = (reason: unknown) => void unhandled.push(reason);
beforeAll(() => void process.on("unhandledRejection", record));
afterAll(() => void process.off("unhandledRejection", record));

const refusal = () => Response.json({ error: "invalid_grant" }, { status: 400 });
const unavailable = () => Response.json({}, { status: 503 });
const refused = { name: "TokenError", code: "ERR_TOKEN_REFUSED" };

/** Answers in turn, the last one for good. */
const inTurn =
  (...answers: readonly ((number: number) => Response | Promise<Response>)[]) =>
  (_request: unknown, number: number) =>
    (answers[Math.min(number, answers.length) - 1] as (number: number) => Response)(number);
const good = (number: number) => tokenAnswer(`t${number}`);

describe("without a token", () => {
  it("a failure is every caller's for a second, and then the endpoint is asked again", async () => {
    const { source, clock, requests, token } = startTokenSource(inTurn(unavailable, good));
    const first: unknown = await source.getToken().catch((error) => error);
    expect(first).toMatchObject({ ...refused, status: 503, isRetryable: true });
    for (let caller = 0; caller < 100; caller += 1) await expect(source.getToken()).rejects.toBe(first);
    clock.pass(0.999);
    await expect(source.getToken()).rejects.toBe(first);
    expect(requests).toHaveLength(1);
    clock.pass(0.001);
    expect([await token(), requests.length]).toEqual(["t2", 2]);
  });

  it("failures in a row wait twice as long each time, up to a minute", async () => {
    const { clock, requests, token } = startTokenSource(inTurn(unavailable));
    const waits: number[] = [];
    for (let seconds = 0; seconds < 300; seconds += 1) {
      const asked = requests.length;
      await expect(token()).rejects.toMatchObject(refused);
      if (requests.length > asked) waits.push(seconds);
      clock.pass(1);
    }
    expect(waits).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183, 243]);
  });

  it("a refusal is not asked for again for a minute: accounts get locked", async () => {
    const { clock, requests, token } = startTokenSource(inTurn(refusal, good));
    await expect(token()).rejects.toMatchObject({ ...refused, isRetryable: false });
    clock.pass(59.999);
    await expect(token()).rejects.toMatchObject(refused);
    expect(requests).toHaveLength(1);
    clock.pass(0.001);
    expect([await token(), requests.length]).toEqual(["t2", 2]);
  });

  it.each<[string, () => Response | Promise<Response>, object]>([
    [
      "a web page",
      () => new Response("<!doctype html>"),
      { name: "ApiContentError", code: "ERR_API_HTML", status: 200 },
    ],
    ["no lifetime", () => tokenAnswer("t", { expires_in: null }), { code: "ERR_TOKEN_RESPONSE" }],
    [
      "no connection",
      () => Promise.reject(Object.assign(new Error("connect"), { code: "ECONNREFUSED" })),
      { name: "ApiConnectionError", code: "ERR_API_CONNECTION" },
    ],
  ])("the error is what happened: %s", async (_name, answer, expected) => {
    const { requests, token } = startTokenSource(inTurn(answer));
    await expect(token()).rejects.toMatchObject(expected);
    await expect(token()).rejects.toMatchObject(expected);
    expect(requests).toHaveLength(1);
  });

  it("a clock that was set back does not prolong the waiting", async () => {
    const { clock, requests, token } = startTokenSource(inTurn(refusal, good));
    await expect(token()).rejects.toMatchObject(refused);
    clock.pass(-3600);
    expect([await token(), requests.length]).toEqual(["t2", 2]);
  });

  it("a grant that fails is the reason, and backs off as well", async () => {
    const reason = new Error("the vault is sealed");
    let asked = 0;
    const { requests, token } = startTokenSource(inTurn(good), {
      grant: {
        name: { grant: "test" },
        buildRequest() {
          asked += 1;
          throw reason;
        },
      },
    });
    await expect(token()).rejects.toBe(reason);
    await expect(token()).rejects.toBe(reason);
    expect([asked, requests.length]).toEqual([1, 0]);
  });
});

describe("with a token that still holds", () => {
  it("a refused renewal leaves it in use, is logged, and is tried again a minute later", async () => {
    const { clock, requests, token, warnings } = startTokenSource(inTurn(good, refusal, good), {
      refreshAheadSeconds: 150,
    });
    await token();
    clock.pass(150);
    expect(await token()).toBe("t1");
    await settle();
    expect(warnings).toEqual([["no new token; the old one still holds", expect.objectContaining(refused)]]);
    for (let caller = 0; caller < 100; caller += 1) expect(await token()).toBe("t1");
    clock.pass(59);
    expect(await token()).toBe("t1");
    await settle();
    expect(requests).toHaveLength(2);
    clock.pass(1);
    expect(await token()).toBe("t1");
    await settle();
    expect([await token(), requests.length]).toEqual(["t3", 3]);
  });

  it("renewals that are refused until its end are then every caller's error", async () => {
    const { clock, requests, token, warnings } = startTokenSource(inTurn(good, refusal));
    await token();
    clock.pass(240);
    expect(await token()).toBe("t1");
    await settle();
    clock.pass(49);
    expect(await token()).toBe("t1");
    clock.pass(1);
    await expect(token()).rejects.toMatchObject(refused);
    expect(requests).toHaveLength(2);
    expect(warnings).toHaveLength(1);
  });

  it("a new one that is demanded and refused is not to be had, and the old one stays", async () => {
    const { source, requests, token } = startTokenSource(inTurn(good, refusal));
    await token();
    for (let caller = 0; caller < 3; caller += 1)
      await expect(source.getToken({ forceRefresh: true })).rejects.toMatchObject(refused);
    expect([await token(), requests.length]).toEqual(["t1", 2]);
  });

  it("a failure of the past is nobody's any more", async () => {
    const { source, clock, token } = startTokenSource(inTurn(unavailable, () => tokenAnswer("same")));
    await expect(token()).rejects.toMatchObject(refused);
    clock.pass(1);
    // A token that comes back is a reason to wait, as a failure is.
    for (let caller = 0; caller < 3; caller += 1)
      expect((await source.getToken({ forceRefresh: true })).value).toBe("same");
  });

  it("nothing is rejected unseen, where a renewal fails for which nobody waits", async () => {
    const { clock, token, warnings } = startTokenSource((_request, number) => {
      if (number === 1) return tokenAnswer("t1");
      // While it was under way the old one ended.
      clock.pass(60);
      return refusal();
    });
    await token();
    clock.pass(240);
    expect(await token()).toBe("t1");
    await settle();
    expect(warnings).toEqual([["no new token, and the old one has ended", expect.objectContaining(refused)]]);
    expect(unhandled).toEqual([]);
  });

  it("nothing is rejected unseen, where all who waited have aborted", async () => {
    const { source } = startTokenSource(inTurn(refusal));
    const controller = new AbortController();
    const waiting = source.getToken({ signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
    await settle();
    expect(unhandled).toEqual([]);
  });
});

it("an error shows neither the password nor a token", async () => {
  const { token } = startTokenSource(inTurn(() => new Response("", { status: 500 })));
  const error = (await token().catch((caught) => caught)) as Error;
  expect(error.message).toBe("The token endpoint https://api.example/token answered 500 without saying why");
});
