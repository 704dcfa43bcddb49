import { expect, it } from "vitest";
import { toHar } from "../../../src/observe/har.js";
import { exampleAnswer, exampleAttempt, exampleFailure, exampleResult } from "../../support/attempts.js";

it("has a request with its answer", () => {
  expect(toHar([{ attempt: exampleAttempt, result: exampleResult }])).toEqual({
    log: {
      version: "1.2",
      creator: { name: "countersign", version: "" },
      entries: [
        {
          startedDateTime: "2026-01-01T00:00:00.000Z",
          time: 12.5,
          request: {
            method: "POST",
            url: exampleAttempt.url,
            httpVersion: "HTTP/1.1",
            cookies: [],
            headers: [
              { name: "authorization", value: "Bearer ***" },
              { name: "content-type", value: "application/json" },
              { name: "x-request-id", value: "ours" },
            ],
            headersSize: -1,
            bodySize: 15,
            queryString: [
              { name: "token", value: "***" },
              { name: "page", value: "1" },
            ],
            postData: { mimeType: "application/json", text: '{"amount":1.10}' },
          },
          response: {
            status: 201,
            statusText: "Created",
            httpVersion: "HTTP/1.1",
            cookies: [],
            headers: [
              { name: "content-type", value: "application/json; charset=utf-8" },
              { name: "x-correlation-id", value: "theirs" },
            ],
            headersSize: -1,
            bodySize: -1,
            content: { size: 8, mimeType: "application/json; charset=utf-8", text: '{"id":1}' },
            redirectURL: "",
          },
          cache: {},
          timings: { send: 0, wait: 12.5, receive: 0 },
        },
      ],
    },
  });
});

it("has a failure with the status 0 and its code", () => {
  const attempt = { ...exampleAttempt, number: 2, body: undefined, bodySize: 0 };
  const [entry] = toHar([{ attempt, result: exampleFailure }]).log.entries;
  expect(entry).toMatchObject({
    time: 30_000,
    comment: "Attempt 2",
    response: {
      status: 0,
      comment: "ERR_API_TIMEOUT: No answer within 30000 ms.",
      _error: "ERR_API_TIMEOUT",
    },
  });
  expect(entry).not.toHaveProperty("request.postData");
});

it("says where an answer sends to", () => {
  const answer = { ...exampleAnswer, headers: [["location", "/b?code=***"]] as const };
  const [entry] = toHar([{ attempt: exampleAttempt, result: { durationMs: 1, answer } }]).log.entries;
  expect(entry).toHaveProperty("response.redirectURL", "/b?code=***");
});

it("leaves out what is under way", () => {
  expect(toHar([{ attempt: exampleAttempt, result: undefined }]).log.entries).toEqual([]);
});
