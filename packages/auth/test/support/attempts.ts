import type { Attempt, AttemptAnswer, AttemptResult } from "../../src/observe/attempt.js";

/** An attempt as observers see it. */
export const exampleAttempt: Attempt = {
  method: "POST",
  url: "https://api.example/v1/payments?token=***&page=1",
  headers: [
    ["authorization", "Bearer ***"],
    ["content-type", "application/json"],
    ["x-request-id", "ours"],
  ],
  body: '{"amount":1.10}',
  bodySize: 15,
  requestId: "ours",
  number: 1,
  startedAt: new Date("2026-01-01T00:00:00Z"),
};

export const exampleAnswer: AttemptAnswer = {
  status: 201,
  statusText: "Created",
  headers: [
    ["content-type", "application/json; charset=utf-8"],
    ["x-correlation-id", "theirs"],
  ],
  body: '{"id":1}',
  bodySize: 8,
  correlationId: "theirs",
};

export const exampleResult: AttemptResult = { durationMs: 12.5, answer: exampleAnswer };

export const exampleFailure: AttemptResult = {
  durationMs: 30_000,
  error: { code: "ERR_API_TIMEOUT", message: "No answer within 30000 ms." },
};
