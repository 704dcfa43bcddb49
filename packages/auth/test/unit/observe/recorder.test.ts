import { expect, it } from "vitest";
import type { Attempt } from "../../../src/observe/attempt.js";
import { createRecorder, type Recorder, type RecorderSettings } from "../../../src/observe/recorder.js";
import { redactedAttempt } from "../../../src/observe/redacted-attempt.js";
import { createRedactor } from "../../../src/observe/redactor.js";
import { exampleAnswer, exampleAttempt, exampleFailure, exampleResult } from "../../support/attempts.js";

function record(recorder: Recorder, attempt: Attempt, result = exampleResult): void {
  recorder.observer(attempt)?.(result);
}

const urls = (recorder: Recorder) => recorder.entries.map(({ attempt }) => attempt.url);

it("keeps what was sent and what came of it", () => {
  const recorder = createRecorder();
  record(recorder, exampleAttempt);
  record(recorder, { ...exampleAttempt, number: 2 }, exampleFailure);
  expect(recorder.entries).toEqual([
    { attempt: exampleAttempt, result: exampleResult },
    { attempt: { ...exampleAttempt, number: 2 }, result: exampleFailure },
  ]);
});

it("shows what is under way, and its result in due time", () => {
  const recorder = createRecorder();
  const tellResult = recorder.observer(exampleAttempt);
  expect(recorder.entries).toEqual([{ attempt: exampleAttempt, result: undefined }]);
  tellResult?.(exampleResult);
  expect(recorder.entries).toEqual([{ attempt: exampleAttempt, result: exampleResult }]);
});

it("keeps the last ones only", () => {
  const recorder = createRecorder({ limit: 2 });
  const first = recorder.observer({ ...exampleAttempt, url: "https://a.example/1" });
  for (const index of [2, 3]) record(recorder, { ...exampleAttempt, url: `https://a.example/${index}` });
  first?.(exampleResult);
  expect(urls(recorder)).toEqual(["https://a.example/2", "https://a.example/3"]);
});

it("keeps 100 by default", () => {
  const recorder = createRecorder();
  for (let index = 0; index < 101; index++) {
    record(recorder, { ...exampleAttempt, url: `https://a.example/${index}` });
  }
  expect(urls(recorder)).toHaveLength(100);
  expect(urls(recorder)[0]).toBe("https://a.example/1");
});

it("forgets all on demand", () => {
  const recorder = createRecorder();
  record(recorder, exampleAttempt);
  recorder.clear();
  expect(recorder.entries).toEqual([]);
  expect(recorder.toHar().log.entries).toEqual([]);
});

it("keeps the redacted view as it was at that time", () => {
  const body = new TextEncoder().encode("password=hidden");
  const headers = new Headers({ a: "1" });
  const sent = { method: "PUT", url: "https://a.example/", headers, body, number: 1, startedAt: new Date(0) };
  const recorder = createRecorder();
  recorder.observer(redactedAttempt(sent, createRedactor()));
  headers.set("a", "2");
  body.fill(0x41);
  expect(recorder.entries[0]?.attempt).toMatchObject({ headers: [["a", "1"]], body: "password=***" });
});

it.each([
  ["12345678", "12345678"],
  ["123456789", "12345678[1 more bytes]"],
  ["1234567\u00e9", "1234567[2 more bytes]"],
  ["12345\u20ac9", "12345\u20ac[1 more bytes]"],
])("keeps the beginning of the body %j", (body, kept) => {
  const recorder = createRecorder({ maxBodyBytes: 8 });
  record(recorder, { ...exampleAttempt, body }, { durationMs: 1, answer: { ...exampleAnswer, body } });
  expect(recorder.entries).toMatchObject([{ attempt: { body: kept }, result: { answer: { body: kept } } }]);
});

it("gives the newest request as a command, or another one", () => {
  const recorder = createRecorder();
  for (const index of [1, 2, 3]) record(recorder, { ...exampleAttempt, url: `https://a.example/${index}` });
  expect(recorder.toCurl()).toContain("'https://a.example/3'");
  expect(recorder.toCurl(0)).toContain("'https://a.example/1'");
  expect(recorder.toCurl(-2)).toContain("'https://a.example/2'");
});

it("has no command for what was not recorded", () => {
  const recorder = createRecorder();
  expect(() => recorder.toCurl()).toThrow(new RangeError("There is no entry -1: 0 are recorded."));
  record(recorder, exampleAttempt);
  expect(() => recorder.toCurl(1)).toThrow(new RangeError("There is no entry 1: 1 are recorded."));
});

it.each<[RecorderSettings, string]>([
  [{ limit: 0 }, "limit must be a positive integer."],
  [{ limit: 1.5 }, "limit must be a positive integer."],
  [{ maxBodyBytes: -1 }, "maxBodyBytes must be a positive integer."],
])("refuses %j", (settings, message) => {
  expect(() => createRecorder(settings)).toThrow(new TypeError(message));
});
