import { options } from "../../tooling/tsup.options.mjs";

export default {
  ...options,
  entry: { index: "src/index.ts", issuing: "src/issuing/index.ts", testing: "src/testing/index.ts" },
  // The table of operations is data of this repository, not a package to install.
  noExternal: ["@countersign/worldline-issuing-facts"],
  dts: { resolve: ["@countersign/worldline-issuing-facts"] },
};
