import { options } from "../../tooling/vitest.options.mjs";

// In CI, where all peers are there: what only HSMs and Java go through would be missing elsewhere.
const coverage = { ...options.test.coverage, enabled: Boolean(process.env.CI), thresholds: { branches: 95 } };

export default { ...options, test: { ...options.test, coverage } };
