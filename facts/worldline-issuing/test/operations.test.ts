import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { issuingOperations, type Operation, type OperationTable, type QueryKind } from "../src/index.js";

const shared = new URL("../../../../shared/", import.meta.url);
const listed = new URL("reference/worldline-issuing-endpoints.json", shared);
const source = new URL("source/worldline-open-banking-and-issuing.txt", shared);

const table: OperationTable = issuingOperations;
const operations: readonly Operation[] = Object.values(table).flatMap((resource): Operation[] =>
  Object.values(resource),
);
const routes = operations.flatMap((operation) =>
  operation.paths.map((path) => ({ ...operation, route: `${operation.method} ${path}` })),
);

interface Listed {
  readonly method: string;
  readonly path: string;
  readonly beta: boolean;
  readonly deprecated: boolean;
  readonly idempotent: boolean;
  readonly patch: boolean;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly requestObject?: string;
  readonly responseObject?: string | null;
}

/** The list's own words for a parameter. */
function kindOf(words: string | readonly string[]): QueryKind {
  if (typeof words !== "string") return words;
  const [, names] = /^string(?:\[\] multi)? (\w+(?:\|\w+)+)$/.exec(words) ?? [];
  if (names) return words.includes("[]") ? names.split("|") : { one: names.split("|") };
  if (words.startsWith("string[]")) return "texts";
  if (words.startsWith("string yyyy")) return "dateTime";
  return words.startsWith("boolean") ? "flag" : words.startsWith("int32") ? "count" : "text";
}

it("has 84 operations, each once", () => {
  expect(routes).toHaveLength(84);
  expect(new Set(routes.map(({ route }) => route)).size).toBe(84);
});

it("names the same things in the same order of its paths, by other means", () => {
  for (const { paths } of operations) {
    const shapes = paths.map((path) =>
      path
        .replace(
          /external-[a-z-]+\/\{issuer(\w+)ExternalReference\}/g,
          (_all, name) => `{${name.toLowerCase()}}`,
        )
        .replace(/\{(\w+)Reference\}/g, (_all, name) => `{${name.toLowerCase()}}`),
    );
    expect(new Set(shapes).size, paths[0]).toBe(1);
  }
});

describe.runIf(existsSync(listed))("the list of operations", () => {
  const expected = existsSync(listed) ? (JSON.parse(readFileSync(listed, "utf8")) as Listed[]) : [];

  it("is this table: methods, paths, parameters, objects, flags", () => {
    const byRoute = (a: { route: string }, b: { route: string }) => (a.route < b.route ? -1 : 1);
    const flags = routes.map(({ route, query = {}, requiredQuery = [], request, ...flag }) => ({
      ...{ route, query, requiredQuery, request },
      beta: flag.isBeta ?? false,
      deprecated: flag.isDeprecated ?? false,
      idempotent: flag.isIdempotent ?? false,
      patch: flag.isPatch ?? false,
    }));
    expect(flags.sort(byRoute)).toEqual(
      expected
        .map(({ method, path, query = {}, requestObject, beta, deprecated, idempotent, patch }) => ({
          route: `${method} ${path}`,
          query: Object.fromEntries(
            Object.entries(query).map(([name, words]) => [name.replace("!", ""), kindOf(words)]),
          ),
          requiredQuery: Object.keys(query).flatMap((name) => (name.endsWith("!") ? name.slice(0, -1) : [])),
          request: requestObject,
          ...{ beta, deprecated, idempotent, patch },
        }))
        .sort(byRoute),
    );
  });

  it("gives the same answers, but for one whose definition it did not read", () => {
    const answers = new Map(routes.map(({ route, response }) => [route, response]));
    const differing = expected.filter(
      ({ method, path, responseObject }) => answers.get(`${method} ${path}`) !== responseObject,
    );
    expect(differing.map(({ path, responseObject }) => [path, responseObject])).toEqual([
      [
        "/issuers/{issuerId}/cards/external-cards/{issuerCardExternalReference}/letters/{letterId}/validate",
        undefined,
      ],
    ]);
  });
});

describe.runIf(existsSync(source))("the release notes", () => {
  it("name these operations, and no others", () => {
    const text = readFileSync(source, "utf8");
    const notes = text.slice(text.indexOf("What's Changed"));
    const named = notes.match(/^(GET|POST|PUT|PATCH|DELETE) \/\S+$/gm) ?? [];
    expect([...new Set(named)].sort()).toEqual(routes.map(({ route }) => route).sort());
  });
});
