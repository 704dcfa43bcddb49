import { options } from "../../tooling/vitest.options.mjs";

export default options;
