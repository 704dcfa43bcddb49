import { issuingOperations, type Operation } from "@countersign/worldline-issuing-facts";
import { quoted, Refusal } from "../wire/refusal.js";
import type { Handlers } from "./handlers.js";
import * as rules from "./rules.js";

interface Route {
  readonly name: keyof Handlers;
  readonly operation: Operation;
  readonly segments: readonly string[];
}

/** What a method and a path lead to. */
export interface Match {
  readonly name: keyof Handlers;
  readonly operation: Operation;
  /** What stood in the braces. */
  readonly names: Readonly<Record<string, string>>;
}

const routes: readonly Route[] = Object.entries(issuingOperations).flatMap(([resource, operations]) =>
  Object.entries(operations as Readonly<Record<string, Operation>>).flatMap(([own, operation]) =>
    operation.paths.map((path) => ({
      name: `${resource}.${own}` as keyof Handlers,
      operation,
      segments: path.split("/"),
    })),
  ),
);

/** @param path below the base of the API */
export function findOperation(method: string, path: string): Match {
  const segments = path.split("/");
  const fitting = routes.filter((route) => fits(route, segments));
  const [found] = fitting.filter(({ operation }) => operation.method === method).sort(byLiterals);
  if (found !== undefined) {
    const names = found.segments.flatMap((part, index): [string, string][] =>
      isParameter(part) ? [[part.slice(1, -1), decoded(segments[index] ?? "")]] : [],
    );
    return { name: found.name, operation: found.operation, names: Object.fromEntries(names) };
  }
  const others = [...new Set(fitting.map(({ operation }) => operation.method))].join(", ");
  const reason = others === "" ? "no operation has this path" : `this path has ${others} only`;
  throw new Refusal(rules.path, `${method} ${quoted(path)} is not in the API: ${reason}.`);
}

function isParameter(part: string): boolean {
  return part.startsWith("{");
}

function fits({ segments: parts }: Route, segments: readonly string[]): boolean {
  return (
    parts.length === segments.length &&
    parts.every((part, index) => (isParameter(part) ? segments[index] !== "" : part === segments[index]))
  );
}

/** Segment by segment a literal comes before a parameter: `statements/last` is not the cycle that closed at "last". */
function byLiterals(one: Route, other: Route): number {
  const differs = one.segments.findIndex((part, index) => part !== other.segments[index]);
  return (
    Number(isParameter(one.segments[differs] ?? "")) - Number(isParameter(other.segments[differs] ?? ""))
  );
}

/** A segment without its percent signs; as it is where they make no sense. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
