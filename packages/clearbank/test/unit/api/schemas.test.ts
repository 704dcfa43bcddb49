import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { clearBankOperations } from "../../../src/api/operations.js";
import { compareTypes } from "./compare-types.js";
import { areFilesPresent, bodySchema, interfaceFile, type Schema } from "./interface-files.js";

const source = fileURLToPath(new URL("../../../src/api/api.ts", import.meta.url));

/** `type` of a multi-currency account is required in two files and missing in a third: ours is optional. */
function isAccountType(name: string, difference: string): boolean {
  return (
    name.startsWith("mccy.accounts.") && /^answer(\.accounts\[\])?\.type: (not|required) in /.test(difference)
  );
}

/** Answers that are handed on in another shape than the wire's. */
const reshaped = ["payments.fps.send", "payments.fps.sendFromOverseas", "payments.sendV1", "statements.get"];

describe.runIf(areFilesPresent)("the types of the API against ClearBank's interface files", () => {
  const program = ts.createProgram([source], {
    strict: true,
    exactOptionalPropertyTypes: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    types: [],
  });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(source);
  const api = file
    ?.getChildAt(0)
    .getChildren()
    .filter(ts.isInterfaceDeclaration)
    .find(({ name }) => name.text === "ClearBankApi");

  function methodOf(name: string): ts.Signature {
    let type = api && checker.getTypeAtLocation(api);
    for (const member of name.split(".")) {
      const symbol = type && checker.getPropertyOfType(type, member);
      type = symbol && checker.getTypeOfSymbol(symbol);
    }
    const signature = type?.getCallSignatures()[0];
    if (!signature) throw new Error(`there is no method ${name}`);
    return signature;
  }

  /** What the answer holds: `T` of a ClearBankResponse, `Page` of a PagedList. */
  function answerOf(signature: ts.Signature): ts.Type | undefined {
    const result = checker.getReturnTypeOfSignature(signature);
    const [first, page] = checker.getTypeArguments(result as ts.TypeReference);
    if (page) return page;
    return first && checker.getTypeArguments(first as ts.TypeReference)[0];
  }

  test.each(clearBankOperations)("%s %s", (method, path, name, fileName) => {
    const interfaces = interfaceFile(fileName);
    const operation = interfaces.paths[path]?.[method.toLowerCase()];
    if (!operation) throw new Error("the operation is not in the file");
    const signature = methodOf(name);
    const parameters = new Map(
      signature.parameters.map((symbol) => [symbol.name, checker.getTypeOfSymbol(symbol)]),
    );
    const found: string[] = [];

    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
    expect([...parameters.keys()].slice(0, inPath.length)).toEqual(inPath);

    const bodyType = parameters.get("body");
    const body = bodySchema(interfaces, operation.requestBody);
    if (body && bodyType) found.push(...compareTypes(checker, interfaces, "request")(bodyType, body, "body"));
    // Two bodies are declared to be empty objects, which is what is sent; that of the test may be anything.
    else if (body && !name.startsWith("isas.reject")) found.push("body: missing");
    else if (bodyType && name !== "test.post") found.push("body: not in the interface file");

    const query = (operation.parameters ?? []).filter((parameter) => parameter.in === "query");
    const queryType = parameters.get("query");
    if (query.length > 0 && queryType) {
      const schema: Schema = {
        properties: Object.fromEntries(query.map(({ name: key = "", schema: value = {} }) => [key, value])),
        required: query.filter(({ required }) => required).map(({ name: key = "" }) => key),
      };
      found.push(...compareTypes(checker, interfaces, "request")(queryType, schema, "query"));
    } else if (query.length > 0) found.push("query: missing");

    const success = Object.entries(operation.responses).find(([status]) => status.startsWith("2"))?.[1];
    const answer = bodySchema(interfaces, success);
    const answerType = answerOf(signature);
    if (reshaped.includes(name) || !answerType) expect(reshaped).toContain(name);
    else if (answer) found.push(...compareTypes(checker, interfaces, "answer")(answerType, answer, "answer"));
    else if (!(answerType.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Unknown)))
      found.push("answer: surplus");
    expect(found.filter((difference) => !isAccountType(name, difference))).toEqual([]);
  });
});
