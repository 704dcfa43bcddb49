import { once } from "node:events";
import { expect, it, onTestFinished, vi } from "vitest";
import type { AttemptObserver } from "../../../src/observe/attempt.js";
import { observe } from "../../../src/observe/observe.js";
import { exampleAttempt, exampleResult } from "../../support/attempts.js";

function spyOnWarnings(): ReturnType<typeof vi.fn> {
  const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  onTestFinished(() => warn.mockRestore());
  return warn;
}

it("tells each observer of the attempt at once, and of its result later", () => {
  const told: unknown[] = [];
  const observer: AttemptObserver = (attempt) => {
    told.push(attempt);
    return (result) => told.push(result);
  };
  const tellResult = observe([observer, observer], exampleAttempt);
  expect(told).toEqual([exampleAttempt, exampleAttempt]);
  tellResult(exampleResult);
  expect(told).toEqual([exampleAttempt, exampleAttempt, exampleResult, exampleResult]);
});

it("takes an observer that does not want the result", () => {
  const warn = spyOnWarnings();
  const seen: string[] = [];
  observe([({ url }) => void seen.push(url)], exampleAttempt)(exampleResult);
  expect(seen).toEqual([exampleAttempt.url]);
  expect(warn).not.toHaveBeenCalled();
});

it("warns of an observer that throws, and tells the others", () => {
  const warn = spyOnWarnings();
  const told = vi.fn();
  const [first, second] = [new Error("first"), new Error("second")];
  const throwing: AttemptObserver[] = [
    () => {
      throw first;
    },
    () => () => {
      throw second;
    },
    () => () => {
      throw "no error";
    },
  ];
  observe([...throwing, () => told], exampleAttempt)(exampleResult);
  expect(warn.mock.calls).toEqual([[first], [second], [new Error("no error")]]);
  expect(told).toHaveBeenCalledExactlyOnceWith(exampleResult);
});

it("warns of an observer that rejects", async () => {
  const rejected = new Error("rejected");
  const warned = once(process, "warning");
  observe(
    [
      () => async () => {
        throw rejected;
      },
    ],
    exampleAttempt,
  )(exampleResult);
  expect(await warned).toEqual([rejected]);
});
