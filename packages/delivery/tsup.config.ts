import { options } from "../../tooling/tsup.options.mjs";

const entry = {
  index: "src/index.ts",
  sqlite: "src/sqlite/index.ts",
  postgres: "src/postgres/index.ts",
};

export default {
  ...options,
  entry: { ...entry, "sqlite-worker": "src/sqlite/worker.ts" },
  dts: { entry },
};
