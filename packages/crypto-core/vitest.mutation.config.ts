import { options } from "../../tooling/vitest.options.mjs";

/** The tests of HTTP signatures that are quick and need nothing else: they are run once for each fault. */
const include = ["test/unit/cavage/*.test.ts"];

export default { ...options, root: import.meta.dirname, test: { ...options.test, include } };
