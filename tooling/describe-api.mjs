import { readFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";

const printer = ts.createPrinter({ removeComments: true });

/**
 * The exports of each entry point of a built package, as TypeScript, by name; and the declarations that they are
 * made of without exporting them, which users see as well. Without comments: those are read in the source.
 */
export async function describeApi(directory) {
  const { name, exports } = JSON.parse(await readFile(join(directory, "package.json"), "utf8"));
  const entries = Object.entries(exports)
    .filter(([, { types }]) => types)
    .map(([path, { types }]) => [path, join(directory, types)]);
  const program = ts.createProgram(
    entries.map(([, file]) => file),
    { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, noEmit: true },
  );
  const sections = entries.map(([path, file]) => {
    const { exported, others } = collect(program, file, join(directory, "dist/"));
    const rest = others.length > 0 ? `\nNot exported, and part of these:\n\n${code(others)}` : "";
    return `## ${join(name, path)}\n\n${code(exported)}${rest}`;
  });
  return `# API of ${name}\n\nWritten by \`pnpm api\` from the built types.\n\n${sections.join("\n")}`;
}

function collect(program, file, dist) {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  if (!source) throw new Error(`${file} is missing: build the package first`);
  const resolve = (symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const isOurs = (declaration) => declaration.getSourceFile().fileName.startsWith(dist);
  const statementsOf = (symbol) => (symbol.declarations ?? []).filter(isOurs).map(topLevel).filter(Boolean);

  const exported = new Map();
  const seen = new Set();
  const others = new Map();
  const queue = [];
  for (const symbol of checker.getExportsOfModule(checker.getSymbolAtLocation(source))) {
    const target = resolve(symbol);
    const statements = statementsOf(target);
    exported.set(
      symbol.name,
      statements.length > 0 ? statements : [`export { ${symbol.name} } from elsewhere;`],
    );
    seen.add(target);
    queue.push(...statements);
  }
  for (const statement of queue) {
    visit(statement, (identifier) => {
      const symbol = checker.getSymbolAtLocation(identifier);
      const target = symbol && resolve(symbol);
      if (!target || seen.has(target)) return;
      seen.add(target);
      const statements = statementsOf(target);
      if (statements.length === 0) return;
      others.set(target.name, statements);
      queue.push(...statements);
    });
  }
  return { exported: print(exported), others: print(others) };
}

/** The statement that declares; undefined for what only stands inside of one, such as a member. */
function topLevel(declaration) {
  const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  return ts.isSourceFile(statement.parent) ? statement : undefined;
}

function visit(node, onIdentifier) {
  if (ts.isIdentifier(node)) onIdentifier(node);
  ts.forEachChild(node, (child) => visit(child, onIdentifier));
}

/** The declarations by name; the order in which they stand in the built files says nothing. */
function print(declarations) {
  const names = [...declarations.keys()].sort();
  return names.flatMap((name) => [...new Set(declarations.get(name).map(printStatement))]);
}

function printStatement(statement) {
  if (typeof statement === "string") return statement;
  return printer
    .printNode(ts.EmitHint.Unspecified, statement, statement.getSourceFile())
    .replace(/^declare /, "");
}

function code(statements) {
  return `\`\`\`ts\n${statements.join("\n")}\n\`\`\`\n`;
}
