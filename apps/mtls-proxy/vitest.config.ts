import { options } from "../../tooling/vitest.options.mjs";

export default { ...options, test: { ...options.test, globalSetup: "test/support/global-setup.ts" } };
