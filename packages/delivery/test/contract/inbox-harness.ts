import type { InboxEngine } from "../../src/inbox/engine.js";

/** An engine, and what a test must be able to do around it. */
export interface InboxHarness<Tx> {
  readonly engine: InboxEngine<Tx>;
  /** Another user of the same store: another process, where the engine allows several. */
  readonly peer: InboxEngine<Tx>;
  /** Lets time pass for the engine; a negative number sets its clock back. */
  readonly advance: (ms: number) => void | Promise<void>;
  /** Writes a line through a handler's `tx`; `null` is a write that must fail. */
  readonly write: (tx: Tx, line: string | null) => unknown;
  /** The lines that were committed, in order. */
  readonly written: () => Promise<readonly string[]>;
}

export type OpenInbox<Tx> = () => Promise<InboxHarness<Tx>>;
