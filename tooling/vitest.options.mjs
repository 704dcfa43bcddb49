/**
 * What every package's tests have in common. The condition resolves workspace packages to their sources, so
 * that nothing needs a build first; `module` is left out because it would pick bundler builds of dependencies.
 */
const conditions = ["@countersign/source", "node"];

export const options = {
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ["test/**/*.test.ts"],
    // Modules are loaded once for all files: loading them again for each took longer than the tests.
    isolate: false,
    reporters: ["default", ["json", { outputFile: ".reports/vitest.json" }]],
    coverage: { include: ["src/**/*.ts"], reporter: ["json-summary", "html"] },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
};
