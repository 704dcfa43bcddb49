import { inspect } from "node:util";
import { expect, it, vi } from "vitest";
import { redactedAnswer, redactedAttempt, redactedError } from "../../../src/observe/redacted-attempt.js";
import { createRedactor } from "../../../src/observe/redactor.js";

const startedAt = new Date("2026-01-01T00:00:00Z");
const sent = {
  method: "POST",
  url: "https://a.example/?token=hidden",
  headers: new Headers({ authorization: "Bearer hidden", "x-request-id": "r" }),
  body: new TextEncoder().encode('{"password":"hidden"}'),
  number: 2,
  startedAt,
};

it("shows a request redacted", () => {
  expect({ ...redactedAttempt(sent, createRedactor()) }).toEqual({
    method: "POST",
    url: "https://a.example/?token=***",
    headers: [
      ["authorization", "Bearer ***"],
      ["x-request-id", "r"],
    ],
    body: '{"password":"***"}',
    bodySize: 21,
    requestId: "r",
    number: 2,
    startedAt,
  });
});

it("shows an answer redacted", () => {
  const headers = new Headers({ "set-cookie": "hidden", "x-request-id": "theirs" });
  const body = new TextEncoder().encode("access_token=hidden");
  const answer = { status: 201, statusText: "Created", headers, body };
  expect({ ...redactedAnswer(answer, createRedactor()) }).toEqual({
    status: 201,
    statusText: "Created",
    headers: [
      ["set-cookie", "***"],
      ["x-request-id", "theirs"],
    ],
    body: "access_token=***",
    bodySize: 19,
    correlationId: "theirs",
  });
});

it("tells no body from an empty one", () => {
  const redactor = createRedactor();
  expect(redactedAttempt({ ...sent, body: undefined }, redactor)).toMatchObject({
    body: undefined,
    bodySize: 0,
  });
  expect(redactedAttempt({ ...sent, body: new Uint8Array() }, redactor)).toMatchObject({
    body: "",
    bodySize: 0,
  });
});

it("redacts only what is looked at, and that once", () => {
  const redactor = createRedactor();
  const [body, headers] = [vi.spyOn(redactor, "body"), vi.spyOn(redactor, "headers")];
  const attempt = redactedAttempt(sent, redactor);
  expect([attempt.method, attempt.requestId, attempt.bodySize]).toEqual(["POST", "r", 21]);
  expect(body).not.toHaveBeenCalled();
  expect([attempt.body, attempt.body]).toEqual(['{"password":"***"}', '{"password":"***"}']);
  expect(body).toHaveBeenCalledTimes(1);
  expect(headers).not.toHaveBeenCalled();
});

it("holds nothing else that could be seen", () => {
  const attempt = redactedAttempt(sent, createRedactor());
  expect(inspect(attempt, { showHidden: true, getters: true, depth: 9 })).not.toContain("hidden");
  expect(JSON.stringify(attempt)).not.toContain("hidden");
});

it.each([
  [{ "x-request-id": "r", "wl-correlation-id": "w" }, "r"],
  [{ "wl-correlation-id": "w" }, "w"],
  [{ "x-request-id": "GB33BUKB20201555555555" }, "GB33***5555"],
  [{}, undefined],
])("finds our id in %j", (headers, requestId) => {
  const request = { ...sent, headers: new Headers(headers as Record<string, string>) };
  expect(redactedAttempt(request, createRedactor()).requestId).toBe(requestId);
});

it.each([
  [{ "x-correlation-id": "c", "wl-correlation-id": "w", "x-request-id": "r" }, "c"],
  [{ "wl-correlation-id": "w", "x-request-id": "r" }, "w"],
  [{ "x-request-id": "r" }, "r"],
  [{}, undefined],
])("finds the institution's id in %j", (headers, correlationId) => {
  const answer = {
    status: 200,
    statusText: "",
    headers: new Headers(headers as Record<string, string>),
    body: undefined,
  };
  expect(redactedAnswer(answer, createRedactor()).correlationId).toBe(correlationId);
});

it.each([
  [Object.assign(new Error("to GB33BUKB20201555555555"), { code: "ERR_X" }), "ERR_X", "to GB33***5555"],
  [new TypeError("wrong"), "TypeError", "wrong"],
  [new DOMException("aborted", "AbortError"), "AbortError", "aborted"],
  ["a reason", "Error", "a reason"],
  [undefined, "Error", "undefined"],
  [null, "Error", "null"],
])("describes the failure %s", (error, code, message) => {
  expect(redactedError(error, createRedactor())).toEqual({ code, message });
});
