import { describe, expect, it } from "vitest";
import type { TokenSourceSettings } from "../../../src/token/token-source.js";
import { settle, type TestClock, tokenAnswer } from "../../support/token-endpoint.js";
import { startTokenSource } from "../../support/token-source.js";

const minute = 60_000;

/**
 * Worldline's token service of version 1, as its documents have it: the same token comes back for 50 minutes,
 * then a new one; each is good for 60 minutes. They do not say whether `expires_in` of a repeated one counts down.
 */
class TokenServiceV1 {
  readonly #now: TestClock["now"];
  readonly #countsDown: boolean;
  readonly #tokens: { readonly value: string; readonly issuedAt: number }[] = [];

  constructor(now: TestClock["now"], countsDown: boolean) {
    this.#now = now;
    this.#countsDown = countsDown;
  }

  answer(): Response {
    const time = this.#now().getTime();
    const last = this.#tokens.at(-1);
    const token =
      last && time - last.issuedAt < 50 * minute
        ? last
        : { value: `t${this.#tokens.length + 1}`, issuedAt: time };
    if (token !== last) this.#tokens.push(token);
    const ageSeconds = this.#countsDown ? (time - token.issuedAt) / 1000 : 0;
    return tokenAnswer(token.value, { expires_in: 3600 - ageSeconds });
  }

  accepts(value: string): boolean {
    const token = this.#tokens.find((each) => each.value === value);
    return token !== undefined && this.#now().getTime() < token.issuedAt + 60 * minute;
  }
}

function start(countsDown: boolean, settings: Partial<TokenSourceSettings> = {}) {
  const started = startTokenSource(() => service.answer(), { refreshAheadSeconds: 600, ...settings });
  const service = new TokenServiceV1(started.clock.now, countsDown);
  return { ...started, service };
}

describe.each([
  ["that counts down", true],
  ["of an hour each time", false],
])("with an expires_in %s", (_name, countsDown) => {
  it("an hour of calls takes two requests: at once, and at minute 50", async () => {
    const { clock, requests, token, service } = start(countsDown);
    const asked: number[] = [];
    const values = new Set<string>();
    for (let seconds = 0; seconds < 3600; seconds += 10) {
      const before = requests.length;
      const value = await token();
      expect(service.accepts(value)).toBe(true);
      values.add(value);
      await settle();
      if (requests.length > before) asked.push(seconds / 60);
      clock.pass(10);
    }
    expect(asked).toEqual([0, 50]);
    expect([...values]).toEqual(["t1", "t2"]);
  });

  it("the new token is handed out from minute 50 on, and the old one is good until minute 60", async () => {
    const { clock, token, service } = start(countsDown);
    await token();
    clock.pass(50 * 60);
    expect(await token()).toBe("t1");
    await settle();
    expect(await token()).toBe("t2");
    clock.pass(9 * 60 + 59);
    expect([service.accepts("t1"), service.accepts("t2")]).toEqual([true, true]);
    clock.pass(1);
    expect([service.accepts("t1"), service.accepts("t2")]).toEqual([false, true]);
    expect(await token()).toBe("t2");
  });

  it("a token that comes back does not end later than it would have", async () => {
    const { source, clock, requests } = start(countsDown);
    const { expiresAt } = await source.getToken();
    clock.pass(30 * 60);
    const again = await source.getToken({ forceRefresh: true });
    expect(again).toMatchObject({ value: "t1", expiresAt });
    expect(requests).toHaveLength(2);
    clock.pass(20 * 60 - 1);
    await source.getToken();
    await settle();
    expect(requests).toHaveLength(2);
    clock.pass(1);
    await source.getToken();
    await settle();
    expect([(await source.getToken()).value, requests.length]).toEqual(["t2", 3]);
  });

  it("asked too early, it is asked at growing distances until there is a new one", async () => {
    const { clock, requests, token } = start(countsDown, { refreshAheadSeconds: 660 });
    await token();
    clock.pass(49 * 60);
    const asked: number[] = [];
    let value = "";
    for (let second = 0; second <= 130; second += 1) {
      const before = requests.length;
      value = await token();
      await settle();
      if (requests.length > before) asked.push(second);
      clock.pass(1);
    }
    expect(asked).toEqual([0, 1, 3, 7, 15, 31, 63]);
    expect(value).toBe("t2");
  });
});

it("a process that starts at minute 40 knows from a count down when the token ends", async () => {
  const { clock, service, source } = start(true);
  service.answer();
  clock.pass(40 * 60);
  const { value, expiresAt } = await source.getToken();
  expect([value, expiresAt]).toEqual(["t1", new Date(clock.now().getTime() + 20 * minute)]);
});

it("a token that comes back with less time than it had ends sooner", async () => {
  const { source, clock } = startTokenSource((_request, number) =>
    tokenAnswer("same", { expires_in: number === 1 ? 3600 : 60 }),
  );
  const { obtainedAt } = await source.getToken();
  clock.pass(600);
  const again = await source.getToken({ forceRefresh: true });
  expect(again).toMatchObject({ obtainedAt, expiresAt: new Date(clock.now().getTime() + minute) });
});
