import { expect, it } from "vitest";
import { createStepRunner, StepFailure } from "../src/step-runner.js";

const never = new Promise<never>(() => {});

it("numbers steps, shows what they show, and counts those that passed", async () => {
  const lines: string[] = [];
  const runner = createStepRunner((line) => lines.push(line), never);
  await runner.step("One", (show) => show("label", "a\nb\n"));
  expect(lines).toEqual(["\n  1. One", "      label       a", "                  b", "      ok"]);
  const failure = Object.assign(new Error("no answer"), { code: "ERR_X" });
  await expect(runner.step("Two", () => Promise.reject(failure))).rejects.toBeInstanceOf(StepFailure);
  expect(lines.slice(4)).toEqual(["\n  2. Two", "      FAILED: no answer [ERR_X]"]);
  expect([runner.count, runner.passed]).toEqual([2, 1]);
});

it("ends the step that it is in where the run must end, with that reason", async () => {
  const lines: string[] = [];
  let stop: (reason: Error) => void = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = reject;
  });
  const runner = createStepRunner((line) => lines.push(line), stopped);
  const step = runner.step("One", () => never);
  stop(new Error("the sandbox died"));
  await expect(step).rejects.toBeInstanceOf(StepFailure);
  expect(lines.at(-1)).toBe("      FAILED: the sandbox died");
});
