/** What every package's build has in common: ESM only, one file per entry, types beside it. */
export const options = {
  format: ["esm"],
  target: "es2022",
  platform: "node",
  dts: true,
  clean: true,
  sourcemap: true,
  treeshake: true,
};
