import { options } from "../../tooling/vitest.options.mjs";

/** The tests of the webhook handler that need no other program: they are run once for each fault. */
const include = ["caller-check", "nonce", "verify-webhook", "webhook-handler"].map(
  (name) => `test/unit/webhook/${name}.test.ts`,
);

export default {
  root: import.meta.dirname,
  test: {
    ...options.test,
    include,
    // Other packages as they are built: loaded once, and not again for each fault.
    server: { deps: { external: [/\/packages\/\w+(?:-\w+)*\/dist\//] } },
  },
};
