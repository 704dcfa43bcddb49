const institutions = "clearbank|clearstream|worldline";

/** The layers: crypto-core <- auth <- institutions <- apps, with delivery beside auth. */
export default {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "institutions-never-import-one-another",
      severity: "error",
      from: { path: `^packages/(${institutions})/` },
      to: { path: `^packages/(${institutions})/`, pathNot: "^packages/$1/" },
    },
    {
      name: "auth-and-delivery-know-no-institution",
      severity: "error",
      from: { path: "^packages/(auth|delivery)/" },
      to: { path: "^packages/", pathNot: "^packages/($1|crypto-core)/" },
    },
    {
      name: "crypto-core-is-the-bottom",
      severity: "error",
      from: { path: "^packages/crypto-core/" },
      to: { path: "^packages/(?!crypto-core/)" },
    },
    {
      name: "packages-know-no-app",
      severity: "error",
      from: { path: "^packages/" },
      to: { path: "^apps/" },
    },
    {
      name: "sandbox-is-the-other-side",
      comment: "The sandbox must not share our mistakes, so it shares nothing with us.",
      severity: "error",
      from: { path: "^apps/sandbox/" },
      to: { path: "^(packages|apps/service)/" },
    },
    {
      name: "service-is-nobodys",
      comment: "What the programs have in common knows none of them, and no institution.",
      severity: "error",
      from: { path: "^apps/service/" },
      to: { path: "^(packages|facts|apps/(?!service/))" },
    },
    {
      name: "facts-are-data",
      comment:
        "What an institution's documents list is shared by its client and the sandbox; nothing else is.",
      severity: "error",
      from: { path: "^facts/[^/]+/src/" },
      to: { pathNot: "^facts/" },
    },
    {
      name: "facts-are-an-institutions",
      severity: "error",
      from: { path: "^(packages|apps)/", pathNot: "^(packages/worldline|apps/sandbox)/" },
      to: { path: "^facts/" },
    },
    {
      name: "public-entry-points-only",
      comment: "Other packages are imported by name, never by a path into them.",
      severity: "error",
      from: { path: "^(packages|apps|facts)/([^/]+)/" },
      to: { path: "^(packages|apps|facts)/[^/]+/", pathNot: "^$1/$2/", dependencyTypes: ["local"] },
    },
    {
      name: "everything-imported-is-found",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/dist/|\\.config\\.ts$" },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["@countersign/source", "import", "node", "default"],
    },
  },
};
