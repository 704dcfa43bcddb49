import { afterAll } from "vitest";

const tasks: (() => unknown)[] = [];

/** Has something undone after the test file, wherever in it this is called; the latest comes first. */
export function cleanUp(task: () => unknown): void {
  tasks.push(task);
}

afterAll(async () => {
  for (const task of tasks.reverse()) await task();
});
