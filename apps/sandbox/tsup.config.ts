import { options } from "../../tooling/tsup.options.mjs";

export default { ...options, entry: ["src/index.ts", "src/main.ts"], dts: { entry: "src/index.ts" } };
