import { describe, expect, it } from "vitest";
import { buildMt599LinkMessage, buildMt599OnboardingMessage, type Mt599Request } from "../../../src/index.js";

const request: Mt599Request = {
  organisationUnit: "123456",
  contact: { name: "John Doe", email: "john.doe@xxxxxx.xyz", phone: "00123456789" },
  reference: "API-2030-001",
};
const api = "Xact Web Portal User Management API";

describe("the onboarding message", () => {
  it("asks for the service and the playground, as the guide has it", () => {
    expect(buildMt599OnboardingMessage(request).split("\r\n")).toEqual([
      ":20:API-2030-001",
      ":79:ATTN: PRGConnect",
      "SUBJECT: Clearstream APIs",
      "Please add the Clearstream API service",
      "and link the Clearstream API Playground resource",
      "to our Xact OU 123456",
      "Contact details: John Doe, john.doe(at)xxxxxx.xyz,",
      "00123456789",
    ]);
  });

  it("asks for other APIs, and answers another message", () => {
    const text = buildMt599OnboardingMessage({
      ...request,
      apis: ["Clearstream API Playground", "CmaX", api],
      relatedReference: "A/B",
    });
    expect(text.split("\r\n").slice(0, 7)).toEqual([
      ":20:API-2030-001",
      ":21:A/B",
      ":79:ATTN: PRGConnect",
      "SUBJECT: Clearstream APIs",
      "Please add the Clearstream API service",
      "and link the Clearstream API Playground, CmaX API",
      "and Xact Web Portal User Management API resources",
    ]);
  });
});

describe("the message that links APIs", () => {
  it.each<[string, readonly string[] | undefined, string[]]>([
    ["the playground by default", undefined, ["Please link the Clearstream API Playground", "resource"]],
    ["one that is not called an API", ["CmaX"], ["Please link the CmaX API resource"]],
    ["one that is", [api], ["Please link the Xact Web Portal User Management", "API resource"]],
  ])("asks for %s", (_name, apis, expected) => {
    const text = buildMt599LinkMessage({ ...request, ...(apis && { apis }) });
    const lines = text.split("\r\n");
    expect(lines.slice(3, -3)).toEqual(expected);
    expect(text).not.toContain("Please add");
  });
});

describe("an envelope", () => {
  it.each([
    ["ABCDLULL", "ABCDLULLAXXX"],
    ["ABCDLULLXXX", "ABCDLULLAXXX"],
    ["ABCDLULL123", "ABCDLULLA123"],
    ["ABCDLULLB123", "ABCDLULLB123"],
  ])("of the sender %s", (sender, terminal) => {
    const text = buildMt599LinkMessage({ ...request, envelope: { sender } });
    expect(text.split("\r\n").at(0)).toBe(`{1:F01${terminal}0000000000}{2:I599CEDELULLXXXXN}{4:`);
    expect(text.split("\r\n").at(1)).toBe(":20:API-2030-001");
    expect(text.endsWith("\r\n-}")).toBe(true);
  });

  it.each(["", "ABCDLUL", "ABCDLULLX", "abcdlull", "ABCDLULLXXXXX", "ABCDLULLXXX}"])(
    "of no sender is refused: %s",
    (sender) => {
      expect(() => buildMt599LinkMessage({ ...request, envelope: { sender } })).toThrow(
        expect.objectContaining({ code: "ERR_MT599_ENVELOPE" }),
      );
    },
  );
});

describe("what cannot be sent is refused:", () => {
  const { contact } = request;
  it.each<[string, Partial<Mt599Request>, string, RegExp]>([
    [
      "a user id with an underscore",
      { organisationUnit: "a0_1" },
      "ERR_MT599_CHARACTER",
      /^organisationUnit has "_" at position 3, /,
    ],
    [
      "a letter with an accent",
      { contact: { ...contact, name: "😀 René" } },
      "ERR_MT599_CHARACTER",
      /contact\.name has "😀" at position 1/,
    ],
    [
      "an accent behind others",
      { contact: { ...contact, name: "Jo René" } },
      "ERR_MT599_CHARACTER",
      /contact\.name has "é" at position 7/,
    ],
    [
      "an underscore in an address, at its own position",
      { contact: { ...contact, email: "j@x_y.z" } },
      "ERR_MT599_CHARACTER",
      /contact\.email has "_" at position 4/,
    ],
    [
      "an @ elsewhere",
      { contact: { ...contact, name: "a@b" } },
      "ERR_MT599_CHARACTER",
      /contact\.name has "@" at position 2/,
    ],
    [
      "a line break, which would make a field",
      { contact: { ...contact, phone: "1\r\n:79:x" } },
      "ERR_MT599_CHARACTER",
      /contact\.phone has U\+000D at position 2/,
    ],
    ["an angle bracket", { apis: ["A", "<B>"] }, "ERR_MT599_CHARACTER", /apis\[1\] has "<" at position 1/],
    [
      "a reference of 17",
      { reference: "1".repeat(17) },
      "ERR_MT599_REFERENCE",
      /reference has 17 characters/,
    ],
    ["an empty reference", { reference: "" }, "ERR_MT599_REFERENCE", /reference is empty/],
    ["a slash first", { reference: "/A" }, "ERR_MT599_REFERENCE", /may not begin or end with/],
    ["a slash last", { relatedReference: "A/" }, "ERR_MT599_REFERENCE", /^relatedReference may not/],
    ["two slashes", { reference: "A//B" }, "ERR_MT599_REFERENCE", /nor have/],
    ["a star in a reference", { reference: "A*" }, "ERR_MT599_CHARACTER", /reference has "\*" at position 2/],
    [
      "more APIs than fit",
      { apis: Array.from({ length: 60 }, (_, index) => `Some API number ${index} of many`) },
      "ERR_MT599_NARRATIVE",
      /needs \d+ lines, and 35 are the most/,
    ],
  ])("%s", (_name, changes, code, message) => {
    for (const build of [buildMt599OnboardingMessage, buildMt599LinkMessage]) {
      expect(() => build({ ...request, ...changes })).toThrow(
        expect.objectContaining({ code, message: expect.stringMatching(message) }),
      );
    }
  });

  it.each<[string, Partial<Mt599Request>]>([
    ["no API", { apis: [] }],
    ["an API without a name", { apis: [" "] }],
    ["no organisation unit", { organisationUnit: "" }],
    ["no phone", { contact: { ...contact, phone: " " } }],
  ])("%s", (_name, changes) => {
    expect(() => buildMt599OnboardingMessage({ ...request, ...changes })).toThrow(TypeError);
  });
});
