import { describe, expect, it } from "vitest";
import { readRefusal } from "../../../src/errors/read-refusal.js";

const silence = {
  title: undefined,
  detail: undefined,
  fieldErrors: {},
  items: [],
  errorCode: undefined,
  messageId: undefined,
  participantName: undefined,
};

const validation = {
  type: "https://tools.ietf.org/html/rfc7231#section-6.5.1",
  title: "One or more validation errors occurred.",
  status: 400,
  traceId: "00-8d1e-01",
  errors: {
    "creditTransfers[0].amount": ["The amount is required.", "It must be positive."],
    iban: "Unknown.",
  },
};

describe("what a refusal says", () => {
  it.each<[string, unknown, Partial<typeof silence> | object]>([
    [
      "problem details",
      {
        type: "about:blank",
        title: "Missing X-Request-Id Header",
        status: 400,
        detail: "Add one.",
        instance: "/v1",
      },
      { title: "Missing X-Request-Id Header", detail: "Add one." },
    ],
    [
      "errors by field",
      validation,
      {
        title: validation.title,
        fieldErrors: {
          "creditTransfers[0].amount": ["The amount is required.", "It must be positive."],
          iban: ["Unknown."],
        },
      },
    ],
    [
      "the payments of a batch",
      {
        transactions: [
          { endToEndIdentification: "E2E-1", response: "InsufficientFunds" },
          { endToEndIdentification: "E2E-2", response: "Rejected" },
        ],
        halLinks: [],
      },
      {
        items: [
          { endToEndIdentification: "E2E-1", code: "InsufficientFunds" },
          { endToEndIdentification: "E2E-2", code: "Rejected" },
        ],
      },
    ],
    [
      "reasons with codes",
      { errors: [{ code: "TIMEZONE_INVALID", message: "Not an IANA name." }, { code: "DATE_INVALID" }] },
      {
        items: [
          { code: "TIMEZONE_INVALID", message: "Not an IANA name." },
          { code: "DATE_INVALID", message: undefined },
        ],
      },
    ],
    [
      "confirmation of payee",
      { Error: { Reason: "The participant is not reachable.", ParticipantName: "A Bank" } },
      { detail: "The participant is not reachable.", participantName: "A Bank" },
    ],
    [
      "cheques",
      {
        title: "Bad Request",
        status: 400,
        errors: { depositAmount: ["Too large."] },
        messageId: "m-1",
        errorCode: "E17",
      },
      {
        title: "Bad Request",
        fieldErrors: { depositAmount: ["Too large."] },
        messageId: "m-1",
        errorCode: "E17",
      },
    ],
    [
      "a validation result of foreign exchange",
      { memberNames: ["BuyAmount", "SellAmount"], errorMessage: "One of both." },
      { fieldErrors: { BuyAmount: ["One of both."], SellAmount: ["One of both."] } },
    ],
    [
      "several of them",
      [
        { memberNames: ["BuyAmount"], errorMessage: "Too small." },
        { memberNames: ["BuyAmount"], errorMessage: "Too many decimals." },
        { memberNames: null, errorMessage: "Not today." },
      ],
      { fieldErrors: { BuyAmount: ["Too small.", "Too many decimals."], "": ["Not today."] } },
    ],
    [
      "accounts that could not be verified",
      { verificationFailures: [{ propertyName: "sellAccount", errorMessage: "Closed." }] },
      { fieldErrors: { sellAccount: ["Closed."] } },
    ],
    [
      "plain text",
      "Requested Market Rate not available\n",
      { detail: "Requested Market Rate not available" },
    ],
    ["no body", undefined, {}],
    [
      "a status as text",
      {
        type: "about:blank",
        title: "Bad Request",
        status: "400",
        detail: "See errors.",
        errors: { a: ["b"] },
      },
      { title: "Bad Request", detail: "See errors.", fieldErrors: { a: ["b"] } },
    ],
    [
      "the gateway",
      { statusCode: 429, message: "Rate limit is exceeded. Try again in 30 seconds." },
      { detail: "Rate limit is exceeded. Try again in 30 seconds." },
    ],
    [
      "problem details in XML",
      '<?xml version="1.0"?>\n<problem xmlns="urn:ietf:rfc:7807"><title>Not Found</title><status>404</status><detail>No such account.</detail></problem>',
      { title: "Not Found", detail: "No such account." },
    ],
  ])("%s", (_name, body, said) => {
    expect(readRefusal(body)).toEqual({ ...silence, ...said });
  });
});

describe("what is none of it", () => {
  it.each([
    null,
    0,
    true,
    "",
    " \n",
    [],
    [null, 1, "a"],
    {},
    {
      title: 1,
      detail: {},
      errors: 5,
      transactions: "x",
      Error: null,
      errorCode: [],
      verificationFailures: {},
    },
    { title: "", detail: "", errors: [null, "a"], transactions: [null, 2] },
    { errorMessage: "" },
  ])("says nothing: %j", (body) => {
    expect(readRefusal(body)).toEqual(silence);
  });

  it("keeps a field without a verdict, and one that is called __proto__", () => {
    const { fieldErrors } = readRefusal(JSON.parse('{"errors":{"__proto__":["a"],"b":{"c":1}}}'));
    expect(Object.entries(fieldErrors)).toEqual([
      ["__proto__", ["a"]],
      ["b", []],
    ]);
  });
});
