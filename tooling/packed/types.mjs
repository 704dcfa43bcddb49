import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../run.mjs";
import { capture } from "./capture.mjs";
import { preludes } from "./examples.mjs";
import { firstExample } from "./readme.mjs";

/** The ways in which TypeScript finds a package, and the kind of project that each is for. */
export const resolutions = [
  { name: "bundler", module: "esnext", moduleResolution: "bundler" },
  { name: "node16", module: "node16", moduleResolution: "node16" },
  { name: "nodenext", module: "nodenext", moduleResolution: "nodenext" },
];

/**
 * Writes what is type-checked into a project: for each package a program that uses every export, and the
 * README's first example, which is a module: in a CommonJS project it is left out.
 *
 * @param exports the names that each specifier was seen to export.
 */
export async function writeConsumers(project, isCommonJs, packages, exports) {
  await mkdir(join(project, "types"), { recursive: true });
  await cp(preludes, join(project, "preludes"), { recursive: true });
  for (const { name, readme, specifiers } of packages) {
    const lines = specifiers.flatMap((specifier, index) => [
      `import * as e${index} from "${specifier}";`,
      ...(exports[specifier] ?? []).map((each) => `void e${index}.${each};`),
    ]);
    const slug = name.split("/").at(-1);
    await writeFile(join(project, "types", `${slug}.ts`), `${lines.join("\n")}\n`);
    if (isCommonJs) continue;
    await writeFile(join(project, "types", `${slug}.example.ts`), firstExample(readme));
    await declareGlobals(project, slug);
  }
}

/** Declares what a prelude exports, as that is there for the example without an import. */
async function declareGlobals(project, slug) {
  const prelude = await readFile(join(preludes, `${slug}.mjs`), "utf8").catch(() => "");
  const pattern = /^export (?:const|(?:async )?function) (?:\{ (\w+) \}|(\w+))/gm;
  const names = [...prelude.matchAll(pattern)].map(([, destructured, plain]) => destructured ?? plain);
  const module = `typeof import("../preludes/${slug}.mjs")`;
  const lines = names.map((each) => `  var ${each}: (${module})["${each}"];\n`);
  const text = `export {};\ndeclare global {\n${lines.join("")}}\n`;
  await writeFile(join(project, "types", `${slug}.globals.d.ts`), text);
}

/**
 * Type-checks a project's consumers, declarations of dependencies included.
 *
 * @returns what is wrong, by package; the key "" has what is in none of them.
 */
export async function checkTypes(project, { name, module, moduleResolution }) {
  const compilerOptions = {
    module,
    moduleResolution,
    target: "es2022",
    strict: true,
    exactOptionalPropertyTypes: true,
    allowJs: true,
    noEmit: true,
    types: ["node"],
  };
  const config = join(project, `tsconfig.${name}.json`);
  await writeFile(config, JSON.stringify({ compilerOptions, include: ["types"] }));
  const tsc = [join(root, "node_modules/typescript/bin/tsc"), "--project", config, "--pretty", "false"];
  const output = await capture(process.execPath, tsc, { cwd: project }).catch(({ message }) => message);
  const errors = new Map();
  for (const line of output.split("\n").filter((each) => /: error TS\d+|^error TS\d+/.test(each))) {
    const [, own, dependency] = /^types\/([\w-]+)\.|node_modules\/(@[\w-]+\/[\w-]+)\//.exec(line) ?? [];
    const key = own ?? dependency?.split("/").at(-1) ?? "";
    errors.set(key, `${errors.get(key) ?? ""}${line}\n`);
  }
  if (output !== "" && errors.size === 0) errors.set("", output);
  return errors;
}
