import { describe, expect, it } from "vitest";
import { addMonths, addYears } from "../src/calendar.js";
import { memberToken } from "../src/clearbank/json-token.js";
import { defaultTimings } from "../src/context.js";
import { createRandom, seededBytes, shuffled } from "../src/random.js";
import { decodeBase64 } from "../src/wire/base64.js";
import { Exchange } from "../src/wire/exchange.js";
import { post } from "../src/wire/post.js";
import { Refusal } from "../src/wire/refusal.js";
import { RequestLog } from "../src/wire/request-log.js";
import { SeenIds } from "../src/wire/seen-ids.js";
import { localDateTime, parseIsoDateTime, parseTokenDate } from "../src/worldline/date-formats.js";
import { hour, minute } from "./support/sandbox.js";

describe("the default timings", () => {
  it("are those of the documents", () => {
    expect(defaultTimings).toMatchObject({
      // ClearBank, "Use webhooks": an answer within 5 seconds, retries every 15 minutes for 24 hours.
      webhookAnswerMs: 5_000,
      webhookRetryMs: 15 * minute,
      webhookGiveUpMs: 24 * hour,
      // Worldline, notifications: no answer in 8 seconds counts as none.
      notificationAnswerMs: 8_000,
    });
  });

  it("have the last notification 25 minutes after the first, whose pauses are not documented", () => {
    const pauses = defaultTimings.notificationRetriesMs.reduce((sum, each) => sum + each, 0);
    expect(pauses).toBe(25 * minute);
  });
});

describe("decodeBase64", () => {
  it("takes standard base64 with padding", () => {
    expect(decodeBase64("AP8=")).toEqual(Buffer.from([0, 255]));
  });

  it("refuses everything else", () => {
    for (const text of ["", "AP8", "AP8=\n", "A P8=", "_-8=", "AP9=", "====", "A==="]) {
      expect([text, decodeBase64(text)]).toEqual([text, undefined]);
    }
  });
});

describe("memberToken", () => {
  it("gives the digits as they stand, however many", () => {
    expect(memberToken('{"Nonce":9007199254740993}', ["Nonce"])).toBe("9007199254740993");
    expect(memberToken('{"a":[{"Nonce":1}],"b":"\\"Nonce\\":2", "Nonce" : 3.0 }', ["Nonce"])).toBe("3.0");
    expect(memberToken('{"\\u004eonce":4}', ["Nonce"])).toBe("4");
  });

  it("gives nothing where there is no one such member", () => {
    for (const json of ['{"Nonce":1,"Nonce":1}', '{"x":{"Nonce":1}}', "[1]", "1", "", "{", '"Nonce"']) {
      expect([json, memberToken(json, ["Nonce", "nonce"])]).toEqual([json, undefined]);
    }
  });
});

describe("createRandom", () => {
  it("makes version 4 UUIDs", () => {
    expect(createRandom(() => Buffer.alloc(16, 0xff)).uuid()).toBe("ffffffff-ffff-4fff-bfff-ffffffffffff");
    expect(createRandom(() => Buffer.alloc(16)).uuid()).toBe("00000000-0000-4000-8000-000000000000");
  });

  it("draws again rather than favouring small numbers", () => {
    const draws = [Buffer.alloc(6, 0xff), Buffer.from([0, 0, 0, 0, 0, 7])];
    expect(createRandom(() => draws.shift() ?? Buffer.alloc(6)).integer(10, 13)).toBe(11);
    expect(draws).toEqual([]);
  });

  it.each([
    [3, 3],
    [3, 2],
  ])("has no number from %i up to %i", (min, max) => {
    const draws: number[] = [];
    const random = createRandom((size) => {
      // Without the refusal it would draw without end.
      if (draws.push(size) > 3) throw new Error("drawn in vain");
      return Buffer.alloc(size);
    });
    expect(() => random.integer(min, max)).toThrow(
      new RangeError(`there is no integer from ${min} up to and without ${max}`),
    );
    expect(draws).toEqual([]);
  });
});

describe("seeded randomness", () => {
  it("depends on the seed and on how much was drawn, not on how", () => {
    const whole = seededBytes("s")(100);
    const parts = seededBytes("s");
    expect(Buffer.concat([parts(1), parts(31), parts(40), parts(28)])).toEqual(whole);
    expect(seededBytes("t")(100)).not.toEqual(whole);
    expect(new Set(whole).size).toBeGreaterThan(50);
  });

  it("does not repeat a value that its user has changed", () => {
    const bytes = seededBytes("s");
    const first = bytes(16);
    const kept = Buffer.from(first);
    first.fill(0);
    expect(bytes(16)).not.toEqual(kept);
    expect(seededBytes("s")(16)).toEqual(kept);
  });

  it("shuffles without losing anything, into every order", () => {
    const random = createRandom(seededBytes("s"));
    const orders = Array.from({ length: 200 }, () => shuffled(["a", "b", "c"], random).join(""));
    expect(new Set(orders)).toEqual(new Set(["abc", "acb", "bac", "bca", "cab", "cba"]));
    expect(shuffled([], random)).toEqual([]);
  });
});

describe("the calendar", () => {
  it("counts in months and years of UTC, and stays within a short month", () => {
    const at = (text: string) => new Date(`${text}T10:00:00.000Z`);
    expect(addMonths(at("2024-01-31"), 1)).toEqual(at("2024-02-29"));
    expect(addMonths(at("2024-12-15"), 1)).toEqual(at("2025-01-15"));
    expect(addYears(at("2024-02-29"), 5)).toEqual(at("2029-02-28"));
    expect(addYears(at("2023-03-01"), 1)).toEqual(at("2024-03-01"));
  });
});

describe("the date formats", () => {
  it("give the same moment", () => {
    const moment = new Date("2008-06-03T11:05:30Z");
    const spellings = [
      "2008-06-03T11:05:30Z",
      "2008-06-03T13:05:30.123+02:00",
      "2008-06-03T13:05:30+0200",
      "Tue, 3 Jun 2008 11:05:30 GMT",
      "Tue, 03 Jun 2008 07:05:30 -0400",
      "Tue Jun 03 13:05:30 CEST 2008",
      "Tue Jun 03 04:05:30 PDT 2008",
    ];
    for (const text of spellings) expect([text, parseTokenDate(text)]).toEqual([text, moment]);
  });

  it("are no others", () => {
    const others = [
      "",
      "1212491130",
      "2008-06-03",
      "2008-06-03T11:05:30",
      "2008-02-30T11:05:30Z",
      "2008-06-03T24:05:30Z",
      "03 Jun 2008 11:05:30 GMT",
      "Tue, 3 Jun 2008 11:05:30 toString",
      "Die, 3 Jun 2008 11:05:30 GMT",
    ];
    for (const text of others) expect([text, parseTokenDate(text)]).toEqual([text, undefined]);
    expect(parseIsoDateTime("Tue, 3 Jun 2008 11:05:30 GMT")).toBeUndefined();
  });

  it("are written with an offset for notifications", () => {
    expect(localDateTime(new Date("2024-01-30T16:03:52.111Z"))).toBe("2024-01-30T17:03:52.111+01:00");
  });
});

describe("SeenIds", () => {
  it("remembers for its window and across restarts, and forgets what is old", () => {
    let now = 0;
    const entries: { id: string; at: string }[] = [];
    const clock = () => new Date(now);
    const first = new SeenIds(entries, 1000, clock);
    first.add("__proto__");
    expect([first.has("__proto__"), first.has("constructor")]).toEqual([true, false]);
    now = 999;
    const second = new SeenIds(entries, 1000, clock);
    expect(second.has("__proto__")).toBe(true);
    now = 1000;
    expect(second.has("__proto__")).toBe(false);
    second.add("b");
    expect(entries.map(({ id }) => id)).toEqual(["b"]);
  });
});

describe("an exchange", () => {
  it("keeps the target and joins repeated headers", () => {
    const exchange = new Exchange({
      method: "GET",
      target: "/a%2Fb/../c?x=1&x=2",
      rawHeaders: ["Authorization", " one ", "authorization", "two"],
      body: Buffer.alloc(0),
      socket: undefined as never,
    });
    expect([exchange.target, exchange.path]).toEqual(["/a%2Fb/../c?x=1&x=2", "/a%2Fb/../c"]);
    expect(exchange.header("AUTHORIZATION")).toBe("one, two");
    expect(exchange.header("constructor")).toBeUndefined();
  });
});

describe("a refusal", () => {
  const rule = { id: "x.y", status: 400, source: "s", summary: "s" };

  it("has a reason that fits into a header, whatever the client sent", () => {
    const { headers } = new Refusal(rule, `got "a\r\nSet-Cookie: x" \u00e9 ${"z".repeat(2000)}`);
    expect(headers["Sandbox-Reason"]).toMatch(/^got "a\?Set-Cookie: x" \? z+\.\.\.$/);
    expect(headers["Sandbox-Reason"]?.length).toBe(600);
  });
});

describe("the request log", () => {
  const entry = (target: string) => ({ at: "", method: "GET", target, status: 200 });

  it("holds the last 200", () => {
    const log = new RequestLog();
    for (let index = 0; index < 205; index += 1) log.add(entry(`/${index}`));
    expect(log.list().length).toBe(200);
    expect(log.list()[0]?.target).toBe("/5");
  });

  it("hides secrets in a query", () => {
    const log = new RequestLog();
    log.add(entry("/t?grant_type=x&client_secret=abc&password=d%20e&Token=f"));
    expect(log.list()[0]?.target).toBe("/t?grant_type=x&client_secret=***&password=***&Token=***");
  });
});

describe("post", () => {
  it("counts what node refuses to send as no connection", async () => {
    const broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    const settings = {
      headers: {},
      body: Buffer.alloc(0),
      timeoutMs: 1000,
      stopping: new AbortController().signal,
    };
    for (const refused of [{ url: "http://127.0.0.1:9" }, { url: "https://127.0.0.1:9", ca: broken }]) {
      expect(await post({ ...settings, ...refused })).toMatchObject({ kind: "connection" });
    }
  });
});
