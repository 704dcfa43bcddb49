import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Application, Converter, ReflectionKind } from "typedoc";

const folder = new URL("../../packages/", import.meta.url);

/** What can be imported of each package: by which name, and from which source. */
export const packages = readdirSync(folder).flatMap((directory) => {
  const root = new URL(`${directory}/`, folder);
  const { name, exports } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
  return Object.entries(exports)
    .filter(([, target]) => "@countersign/source" in target)
    .map(([path, target]) => ({
      name: name + path.slice(1),
      source: fileURLToPath(new URL(target["@countersign/source"], root)),
    }));
});

/**
 * Objects of the wire have the institutions' names for their members, which say what there is to say: they and their
 * members may go without a sentence.
 */
const wireObjects = /^src\/(?:.*\/)?(?:objects\/|scim\/types\.ts$)/;

/** So may the rows of the tables of operations, objects and codes; the tables themselves may not. */
const tables = /^src\/(?:.*\/)?(?:operations|issuing-objects|error-codes)\.ts$/;

/** What is exported, and members wherever they stand: those of a parameter's object too. */
const exported = ReflectionKind.SomeExport & ~(ReflectionKind.Module | ReflectionKind.Reference);
const members = ReflectionKind.SomeMember;

/** Names the pages as the packages are imported, and has nothing exported undocumented: no export, no member of one. */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.children ?? []) {
      const path = project.getSymbolIdFromReflection(module)?.packagePath ?? "";
      const found = packages.find(({ source }) => source.endsWith(`/${module.name.split("/")[0]}/${path}`));
      if (found) module.name = found.name;
    }
  });
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    // An object that is taken apart where it is received has no name in the sources.
    for (const parameter of project.getReflectionsByKind(ReflectionKind.Parameter)) {
      if (parameter.name === "__namedParameters") parameter.name = "options";
    }
  });
  app.on(Application.EVENT_VALIDATE_PROJECT, (project) => {
    for (const each of project.getReflectionsByKind(exported | members)) {
      const path = project.getSymbolIdFromReflection(each)?.packagePath ?? "";
      if (wireObjects.test(path) || (each.kindOf(members) && tables.test(path))) continue;
      if (isDocumented(each)) continue;
      app.logger.validationWarning(`${each.getFriendlyFullName()} (${path}) is not documented.`);
    }
  });
}

function isDocumented(reflection) {
  const { signatures = [], getSignature, type } = reflection;
  const called = type?.type === "reflection" ? (type.declaration.signatures ?? []) : [];
  return [reflection, getSignature, ...signatures, ...called].some((each) => each?.hasComment());
}
