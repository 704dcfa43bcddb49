import { options } from "../../../tooling/tsup.options.mjs";

/** Run from the repository's folder; see tooling/chaos-inbox.mjs. */
const folder = "packages/delivery/campaign";

export default {
  ...options,
  dts: false,
  skipNodeModulesBundle: true,
  external: [/^@countersign/],
  entry: ["main", "listener", "sender"].map((name) => `${folder}/${name}.ts`),
  outDir: `${folder}/dist`,
};
