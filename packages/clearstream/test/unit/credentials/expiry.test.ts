import { TlsIdentity } from "@countersign/auth";
import {
  createSelfSignedCertificate,
  generateKeyPair,
  importSigner,
  parseCertificate,
} from "@countersign/crypto-core";
import { beforeAll, describe, expect, it } from "vitest";
import {
  type ClearstreamCredentials,
  credentialWarnings,
  expiryCalendar,
  prometheusAlertRule,
} from "../../../src/index.js";

type Held = Pick<ClearstreamCredentials, "userId" | "identity" | "signing">;
const userId = "a00012345_0012345";
const begin = new Date("2030-01-01T00:00:00Z");
const end = new Date("2032-01-01T00:00:00Z");
const dayMs = 24 * 3600 * 1000;
let twoYears: Held;
let month: Held;

beforeAll(async () => {
  const { privateKey } = await generateKeyPair();
  const signer = await importSigner(privateKey);
  const certify = async (notAfter: Date) =>
    parseCertificate(
      await createSelfSignedCertificate({
        signer,
        subject: [{ type: "CN", value: userId }],
        notBefore: begin,
        notAfter,
      }),
    );
  const hold = async (ssl: Date, signing?: Date): Promise<Held> => ({
    userId,
    identity: new TlsIdentity(await certify(ssl), { cert: "", key: "" }),
    ...(signing && { signing: { signer, certificate: await certify(signing) } }),
  });
  twoYears = await hold(end);
  month = await hold(new Date("2030-01-31T00:00:00Z"), end);
});

const before = (days: number) => new Date(end.getTime() - days * dayMs);

describe("credentialWarnings", () => {
  it.each<[string, Date, string | undefined, number?]>([
    ["at the beginning", begin, undefined],
    // 730 days: 66 % are 481.8.
    ["before 66 %", new Date(begin.getTime() + 481.7 * dayMs), undefined],
    ["at 66 %", new Date(begin.getTime() + 481.8 * dayMs), "66 %", 248],
    ["91 days before the end", before(91), "66 %", 91],
    ["90 days before the end", before(90), "90 days", 90],
    ["61 days before the end", before(61), "90 days", 61],
    ["60 days before the end", before(60), "60 days", 60],
    ["30 days before the end", before(30), "30 days", 30],
    ["14 days before the end", before(14), "14 days", 14],
    ["7 days before the end", before(7), "7 days", 7],
    ["an hour before the end", before(1 / 24), "7 days", 0],
    ["at the end", end, "end", 0],
    ["the day after", before(-1), "end", -1],
  ])("%s", (_name, now, reached, daysLeft) => {
    const expected = reached === undefined ? [] : [{ type: "ssl", reached, daysLeft, expiresAt: end }];
    expect(credentialWarnings(twoYears, now)).toMatchObject(expected);
    expect(credentialWarnings(twoYears, now)).toHaveLength(expected.length);
  });

  it("says whose, which, when and what to do", () => {
    const [soon] = credentialWarnings(twoYears, before(14));
    expect(soon?.message).toBe(
      "The ssl certificate of a00012345_0012345 expires at 2032-01-01T00:00:00.000Z, in 14 days: have an administrator make new credentials in the portal before then.",
    );
    const [late] = credentialWarnings(twoYears, before(-1));
    expect(late?.message).toMatch(/expired at 2032-01-01T00:00:00\.000Z: an administrator must make new/);
  });

  it("looks at both certificates, and at no step from before the beginning", () => {
    expect(credentialWarnings(month, new Date("2030-01-02T00:00:00Z"))).toMatchObject([
      { type: "ssl", reached: "30 days" },
    ]);
    expect(credentialWarnings(month, end).map(({ type }) => type)).toEqual(["ssl", "signing"]);
  });

  it("refuses a time that is none: with it, all would look healthy", () => {
    expect(() => credentialWarnings(twoYears, new Date("x"))).toThrow(TypeError);
  });
});

describe("expiryCalendar", () => {
  const properties = (calendar: string) => calendar.replaceAll("\r\n ", "").split("\r\n");

  it("has CRLF throughout, and lines of at most 75 octets", () => {
    const calendar = expiryCalendar({ ...month, userId: "ü".repeat(60) }, begin);
    expect(calendar.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    const lines = calendar.split("\r\n");
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(lines.some((line) => line.startsWith(" "))).toBe(true);
    // Folded between characters, never inside one.
    expect(calendar).not.toContain("\ufffd");
    expect(properties(calendar)).toContain(
      `SUMMARY:Clearstream: ssl certificate of ${"ü".repeat(60)} expires`,
    );
  });

  it("has an event with all it must have, at the end, and alarms before it", () => {
    const lines = properties(expiryCalendar(twoYears, begin));
    expect(lines.slice(0, 4)).toEqual([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Countersign//Clearstream credentials//EN",
      "BEGIN:VEVENT",
    ]);
    expect(lines).toContain("UID:ocapi-a00012345_0012345-ssl@countersign");
    expect(lines).toContain("DTSTAMP:20300101T000000Z");
    expect(lines).toContain("DTSTART:20320101T000000Z");
    expect(lines.filter((line) => line.startsWith("TRIGGER"))).toEqual([
      "TRIGGER;VALUE=DATE-TIME:20310427T191200Z",
      "TRIGGER;VALUE=DATE-TIME:20311003T000000Z",
      "TRIGGER;VALUE=DATE-TIME:20311102T000000Z",
      "TRIGGER;VALUE=DATE-TIME:20311202T000000Z",
      "TRIGGER;VALUE=DATE-TIME:20311218T000000Z",
      "TRIGGER;VALUE=DATE-TIME:20311225T000000Z",
    ]);
    expect(lines.slice(-2)).toEqual(["END:VCALENDAR", ""]);
  });

  it("leaves out alarms of the past, and has an event for each certificate", () => {
    const lines = properties(expiryCalendar(month, before(20)));
    expect(lines.filter((line) => line.startsWith("TRIGGER"))).toHaveLength(2);
    expect(lines.filter((line) => line.startsWith("UID:"))).toEqual([
      "UID:ocapi-a00012345_0012345-ssl@countersign",
      "UID:ocapi-a00012345_0012345-signing@countersign",
    ]);
  });

  it("has the event of a new certificate replace that of the old one", () => {
    const read = (held: Held) => {
      const lines = properties(expiryCalendar(held, begin));
      const find = (name: string) => lines.find((line) => line.startsWith(name))?.slice(name.length);
      return { uid: find("UID:"), sequence: Number(find("SEQUENCE:")) };
    };
    expect(read(twoYears).uid).toBe(read(month).uid);
    expect(read(twoYears).sequence).toBeGreaterThan(read(month).sequence);
  });

  it("closes what it opens, in order", () => {
    const open: string[] = [];
    for (const line of properties(expiryCalendar(month, begin))) {
      const [, kind, name = ""] = /^(BEGIN|END):(.*)$/.exec(line) ?? [];
      if (kind === "BEGIN") open.push(name);
      if (kind === "END") expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
  });
});

describe("prometheusAlertRule", () => {
  const rule = prometheusAlertRule();
  const expressions = [...rule.matchAll(/expr: "([^"]*)"/g)].map(([, expression = ""]) => expression);
  const metric = "countersign_tls_certificate_expiry_timestamp_seconds{certificate='ssl'}";

  /** What of the language the rules use. */
  const fires = (expression: string, secondsLeft: number): boolean =>
    expression.split(" and ").every((part) => {
      const [, operator, days = "", unit] =
        /^\w+\{certificate='ssl'\} - time\(\) (<=|>) (\d+)( \* 86400)?$/.exec(part) ?? [];
      const limit = Number(days) * (unit ? 86400 : 1);
      return operator === "<=" ? secondsLeft <= limit : operator === ">" && secondsLeft > limit;
    });

  it("has one alert for each step, and two for what is worse", () => {
    expect([...rule.matchAll(/alert: (\w+)/g)].map(([, name]) => name)).toEqual([
      ...[248, 90, 60, 30, 14, 7].map((days) => `ClearstreamCertificateExpiresIn${days}Days`),
      "ClearstreamCertificateExpired",
      "ClearstreamCertificateUnknown",
    ]);
    expect(expressions.at(-1)).toBe(`absent(${metric})`);
    expect(expressions.every((expression) => expression.includes(metric))).toBe(true);
  });

  it.each([
    [249, undefined],
    [248, 0],
    [90.5, 0],
    [90, 1],
    [60, 2],
    [30, 3],
    [14, 4],
    [7, 5],
    [0.1, 5],
    [0, 6],
    [-3, 6],
  ])("with %d days left has exactly one alert", (days, index) => {
    const firing = expressions.flatMap((expression, number) =>
      fires(expression, days * 86400) ? [number] : [],
    );
    expect(firing).toEqual(index === undefined ? [] : [index]);
  });
});
