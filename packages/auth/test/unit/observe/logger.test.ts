import { expect, it, onTestFinished, vi } from "vitest";
import type { Attempt, AttemptResult } from "../../../src/observe/attempt.js";
import { type Logger, logAttempts } from "../../../src/observe/logger.js";
import { observe } from "../../../src/observe/observe.js";
import { exampleAnswer, exampleAttempt, exampleFailure, exampleResult } from "../../support/attempts.js";

function log(attempt: Attempt, result: AttemptResult): unknown[][] {
  const lines: unknown[][] = [];
  const write =
    (level: string) =>
    (...line: unknown[]) =>
      void lines.push([level, ...line]);
  const logger = { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
  const tellResult = observe([logAttempts(logger)], attempt);
  expect(lines).toEqual([]);
  tellResult(result);
  return lines;
}

const url = "https://api.example/v1/payments";

it("logs an answer with what it can be found by, and nothing of what was said", () => {
  const lines = log(exampleAttempt, exampleResult);
  expect(lines).toEqual([
    [
      "debug",
      {
        method: "POST",
        url,
        status: 201,
        correlationId: "theirs",
        durationMs: 12.5,
        attempt: 1,
        requestId: "ours",
      },
      `POST ${url}: 201`,
    ],
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/amount|Bearer|page/);
});

it("logs a failure as a warning, with its code", () => {
  expect(log({ ...exampleAttempt, number: 2, requestId: undefined }, exampleFailure)).toEqual([
    [
      "warn",
      {
        method: "POST",
        url,
        errorCode: "ERR_API_TIMEOUT",
        durationMs: 30_000,
        attempt: 2,
        requestId: undefined,
      },
      `POST ${url}: ERR_API_TIMEOUT`,
    ],
  ]);
});

it.each([
  [200, "debug"],
  [399, "debug"],
  [400, "warn"],
  [503, "warn"],
])("logs the status %d as %s", (status, level) => {
  expect(log(exampleAttempt, { durationMs: 1, answer: { ...exampleAnswer, status } })).toEqual([
    [level, expect.objectContaining({ status }), `POST ${url}: ${status}`],
  ]);
});

it("writes to console", () => {
  const debug = vi.spyOn(console, "debug").mockImplementation(() => {});
  onTestFinished(() => debug.mockRestore());
  const logger: Logger = console;
  observe([logAttempts(logger)], exampleAttempt)(exampleResult);
  expect(debug).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ status: 201 }), `POST ${url}: 201`);
});

it("writes to a logger of pino's type", () => {
  /** Pino's overloads: an object, with or without a message, or a message alone. */
  interface LogFn {
    // biome-ignore lint/suspicious/noExplicitAny: as pino declares it
    <T, TMsg extends string = string>(obj: T, msg?: TMsg, ...args: any[]): void;
    // biome-ignore lint/suspicious/noExplicitAny: as pino declares it
    (msg: string, ...args: any[]): void;
  }
  const pino: { debug: LogFn; info: LogFn; warn: LogFn; error: LogFn; fatal: LogFn; level: string } = {
    debug: () => {},
    info: () => {},
    warn: vi.fn(),
    error: () => {},
    fatal: () => {},
    level: "warn",
  };
  observe([logAttempts(pino)], exampleAttempt)(exampleFailure);
  expect(pino.warn).toHaveBeenCalledOnce();
});
