import { CountersignError } from "@countersign/crypto-core";
import { expect } from "vitest";

/** Runs something that must fail with an error of this code and a message that matches. */
export async function expectCode(code: string, message: RegExp, action: () => unknown): Promise<void> {
  const error = await catchError(action);
  expect(error).toBeInstanceOf(CountersignError);
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
}

async function catchError(action: () => unknown): Promise<unknown> {
  try {
    await action();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}
