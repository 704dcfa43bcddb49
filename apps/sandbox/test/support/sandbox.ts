import { expect } from "vitest";
import type { Timings } from "../../src/context.js";
import { type Sandbox, type SandboxSettings, startSandbox } from "../../src/sandbox.js";
import { cleanUp } from "./cleanup.js";
import { type Answer, call } from "./wire.js";

/** A clock that the test moves. */
export class TestClock {
  #offsetMs = 0;

  readonly now = (): Date => new Date(Date.now() + this.#offsetMs);

  advance(ms: number): void {
    this.#offsetMs += ms;
  }
}

export const minute = 60_000;
export const hour: number = 60 * minute;
export const day: number = 24 * hour;

export interface TestSandbox {
  readonly sandbox: Sandbox;
  readonly urls: Sandbox["urls"];
  readonly clock: TestClock;
  readonly warnings: string[];
  /** The CA bundle that clients have to trust. */
  readonly ca: string;
  control(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Sets a switch for the duration of `task`. */
  withSwitch<T>(name: string, value: string, task: () => Promise<T>): Promise<T>;
}

/** A sandbox for a test file, stopped after it. Nothing may go wrong in its background. */
export async function testSandbox(
  settings: SandboxSettings & { timings?: Partial<Timings> } = {},
): Promise<TestSandbox> {
  const clock = new TestClock();
  const warnings: string[] = [];
  const sandbox = await startSandbox({
    now: clock.now,
    warn: (message) => warnings.push(message),
    ...settings,
  });
  cleanUp(async () => {
    await sandbox.close();
    expect(warnings).toEqual([]);
  });
  const control = (method: string, path: string, body?: unknown) =>
    call(`${sandbox.urls.control}${path}`, {
      method,
      ...(body !== undefined && {
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      }),
    });
  const ca = (await control("GET", "/ca.pem")).text;
  return {
    sandbox,
    urls: sandbox.urls,
    clock,
    warnings,
    ca,
    control,
    async withSwitch(name, value, task) {
      const { value: before } = (await control("GET", "/switches").then(({ text }) =>
        JSON.parse(text).find((each: { name: string }) => each.name === name),
      )) as { value: string };
      expect((await control("PUT", `/switches/${name}`, { value })).status).toBe(200);
      try {
        return await task();
      } finally {
        await control("PUT", `/switches/${name}`, { value: before });
      }
    },
  };
}

export function expectRefusal(answer: Answer, status: number, rule: string): void {
  expect({ rule: answer.rule, status: answer.status }).toEqual({ rule, status });
  expect(answer.reason).toMatch(/^[\x20-\x7e]+$/);
}
