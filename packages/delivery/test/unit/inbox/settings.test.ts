import { expect, it } from "vitest";
import { unsafeCreateMemoryInbox } from "../../../src/index.js";

it.each(["maxAttempts", "leaseMs", "retentionDays", "pollIntervalMs", "retryBaseMs", "retryMaxMs"])(
  "refuses a %s that is no whole number greater than 0",
  (name) => {
    for (const value of [0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, "1"]) {
      expect(() => unsafeCreateMemoryInbox({ [name]: value })).toThrow(
        new TypeError(`${name} must be a whole number greater than 0.`),
      );
    }
  },
);
