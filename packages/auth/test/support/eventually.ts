import { vi } from "vitest";

/** Waits until a check no longer throws, with patience for a machine that is busy. */
export async function eventually(check: () => void | Promise<void>): Promise<void> {
  await vi.waitFor(check, { timeout: 10_000, interval: 10 });
}
