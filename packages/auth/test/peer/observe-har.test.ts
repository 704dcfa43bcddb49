import { createRequire } from "node:module";
import Ajv, { type ValidateFunction } from "ajv";
import schemas from "har-schema";
import { expect, it } from "vitest";
import { createRecorder } from "../../src/observe/recorder.js";
import { exampleAnswer, exampleAttempt, exampleFailure, exampleResult } from "../support/attempts.js";

/** The schemas name draft 06, of which this release of ajv has the meta-schema, but not loaded. */
function harValidator(): ValidateFunction {
  const ajv = new Ajv();
  ajv.addMetaSchema(createRequire(import.meta.url)("ajv/lib/refs/json-schema-draft-06.json"));
  ajv.addSchema(Object.values(schemas));
  return ajv.getSchema("har.json") as ValidateFunction;
}

it("is an HTTP Archive by its JSON Schema", () => {
  const recorder = createRecorder();
  recorder.observer(exampleAttempt)?.(exampleResult);
  recorder.observer({ ...exampleAttempt, number: 2 })?.(exampleFailure);
  recorder.observer({
    ...exampleAttempt,
    method: "GET",
    url: "https://api.example/",
    headers: [],
    body: undefined,
    bodySize: 0,
  })?.({
    durationMs: 0,
    answer: { ...exampleAnswer, status: 302, headers: [["location", "/b"]], body: undefined, bodySize: 0 },
  });
  recorder.observer(exampleAttempt);
  const har = JSON.parse(JSON.stringify(recorder.toHar()));
  expect(har.log.entries).toHaveLength(3);
  const validate = harValidator();
  validate(har);
  expect(validate.errors ?? []).toEqual([]);
});

it.each(["startedDateTime", "time", "request", "response", "cache", "timings"])(
  "would be refused without %s",
  (name) => {
    const recorder = createRecorder();
    recorder.observer(exampleAttempt)?.(exampleResult);
    const har = JSON.parse(JSON.stringify(recorder.toHar()));
    delete har.log.entries[0][name];
    const validate = harValidator();
    expect(validate(har)).toBe(false);
  },
);
