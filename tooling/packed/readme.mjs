import ts from "typescript";

/** The command by which a README says that its package is installed. */
export function installCommand(readme) {
  const line = /^```sh\n(npm install .*)$/m.exec(readme)?.[1];
  if (!line) throw new Error("its first block of shell commands does not begin with npm install");
  return line;
}

/** The first example of a library's README, as it is printed. */
export function firstExample(readme) {
  const code = /^```ts\n(.*?)^```$/ms.exec(readme)?.[1];
  if (!code) throw new Error("there is no block of TypeScript in it");
  return code;
}

/** The first example of a program's README, as it is printed: the commands below its installation. */
export function firstCommands(readme) {
  const [, commands] = [...readme.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, code]) => code);
  if (!commands) throw new Error("there is no second block of shell commands in it");
  return commands;
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
