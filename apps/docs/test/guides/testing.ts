import { expect } from "vitest";
import type { Guide } from "../support/guide-place.js";

export const testing: Guide = {
  "clearbank.test.mjs": {
    async run({ start }) {
      expect(await start({ args: ["--test"] }).ended()).toMatch(/^. pass 2$/m);
    },
  },
  "handler.test.mts": {
    async run({ start }) {
      expect(await start().ended()).toBe("acknowledged\n");
    },
  },
};
