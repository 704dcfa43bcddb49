import { options } from "../../tooling/tsup.options.mjs";

export default { ...options, entry: { index: "src/index.ts", testing: "src/testing/index.ts" } };
