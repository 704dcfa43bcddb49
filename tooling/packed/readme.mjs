import ts from "typescript";

/** The command by which a README says that its package is installed. */
export function installCommand(readme) {
  const line = /^```sh\n(npm install .*)$/m.exec(readme)?.[1];
  if (!line) throw new Error("its first block of shell commands does not begin with npm install");
  return line;
}

/** The first example of a README, as it is printed. */
export function firstExample(readme) {
  const code = /^```ts\n(.*?)^```$/ms.exec(readme)?.[1];
  if (!code) throw new Error("there is no block of TypeScript in it");
  return code;
}

/** An example as every runtime runs it: without types, and otherwise as it is. */
export function toJavaScript(code) {
  const compilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2022,
    verbatimModuleSyntax: true,
  };
  return ts.transpileModule(code, { compilerOptions }).outputText;
}
