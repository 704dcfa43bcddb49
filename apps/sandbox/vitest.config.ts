import { options } from "../../tooling/vitest.options.mjs";

export default { ...options, test: { ...options.test, setupFiles: ["test/support/rsa-keys.ts"] } };
