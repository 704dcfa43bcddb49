import { packages } from "./reference-modules.mjs";

/** The API reference, of all that can be imported from a package, as pages of the site. */
export default {
  plugin: ["typedoc-plugin-markdown", "./reference-modules.mjs"],
  tsconfig: "tsconfig.reference.json",
  entryPoints: packages.map(({ source }) => source),
  out: "pages/reference",
  outputFileStrategy: "modules",
  entryFileName: "index",
  useHTMLAnchors: true,
  readme: "none",
  name: "Reference",
  hideBreadcrumbs: true,
  hidePageHeader: true,
  disableSources: true,
  excludeExternals: true,
  sanitizeComments: true,
  useCodeBlocks: false,
  parametersFormat: "table",
  classPropertiesFormat: "table",
  tableColumnSettings: { hideModifiers: true, hideInherited: true, hideOverrides: true, hideDefaults: true },
  // What is called, then what it gives and takes.
  groupOrder: ["Functions", "Classes", "Variables", "Interfaces", "*"],
  interfacePropertiesFormat: "table",
  typeAliasPropertiesFormat: "table",
  enumMembersFormat: "table",
  validation: { notExported: false, invalidLink: true, notDocumented: true },
  treatValidationWarningsAsErrors: true,
};
