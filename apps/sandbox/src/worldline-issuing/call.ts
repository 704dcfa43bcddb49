import type { issuingOperations } from "@countersign/worldline-issuing-facts";
import type { SandboxContext } from "../context.js";
import type { IssuerState } from "./state.js";

/** A request whose route, token, names and query have been checked. */
export interface IssuingCall {
  /** What the operation reads and changes; it is saved once the operation has ended. */
  readonly issuer: IssuerState;
  /** What stood in the braces of the path. */
  readonly names: Readonly<Record<string, string>>;
  /** By the kinds of the table of operations: texts are lists, flags booleans, counts numbers, date-times Dates. */
  readonly query: Readonly<Record<string, unknown>>;
  /** The parsed body, an object; undefined where the operation takes none. */
  readonly body: unknown;
  readonly context: SandboxContext;
}

/** Does an operation, and returns what goes under `data`. Refuses by throwing a Refusal. */
export type Handler = (call: IssuingCall) => unknown;

type Table = typeof issuingOperations;

/** One handler for each operation of a resource, or of several. */
export type HandlersOf<Resource extends keyof Table> = {
  readonly [R in Resource as `${R}.${keyof Table[R] & string}`]: Handler;
};
