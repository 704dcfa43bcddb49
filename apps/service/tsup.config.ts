import { options } from "../../tooling/tsup.options.mjs";

export default { ...options, entry: ["src/index.ts"] };
