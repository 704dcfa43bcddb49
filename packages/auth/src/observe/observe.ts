import { warn } from "../warn.js";
import type { Attempt, AttemptObserver, AttemptResult } from "./attempt.js";

/**
 * Tells observers of an attempt, and gives what tells them its result. An observer that fails is a warning of the
 * process: what it looks on at goes on.
 */
export function observe(
  observers: readonly AttemptObserver[],
  attempt: Attempt,
): (result: AttemptResult) => void {
  const tellResult = observers.map((observer) => warnOfFailure(() => observer(attempt)));
  return (result) => {
    for (const tell of tellResult) warnOfFailure(() => tell?.(result));
  };
}

function warnOfFailure<T>(call: () => T): T | undefined {
  try {
    const value = call();
    // The type `void` lets an async function in, and nobody else would meet its rejection.
    if (value instanceof Promise) value.catch(warn);
    return value;
  } catch (error) {
    warn(error);
    return undefined;
  }
}
