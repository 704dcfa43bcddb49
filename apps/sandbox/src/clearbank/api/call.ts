import type { SandboxContext } from "../../context.js";
import type { Exchange } from "../../wire/exchange.js";
import type { Ledger } from "./ledger.js";

/** What changes a ledger: a request, or a person at the portal. */
export interface Books {
  readonly ledger: Ledger;
  readonly context: SandboxContext;
  /** Call after each change of the ledger. */
  readonly changed: () => void;
  /**
   * Has a webhook sent, where the institution subscribed to it. A string is JSON text and goes into the body as it
   * is; anything else is written as JSON.
   */
  readonly emit: (type: string, version: number, payload: unknown) => void;
}

/** What opening an account takes. */
export interface Opening {
  readonly ledger: Ledger;
  readonly context: Pick<SandboxContext, "now" | "random">;
}

/** A request that has passed the checks of token, headers and signature. */
export interface ApiCall extends Books {
  readonly exchange: Exchange;
  /** A server may send fewer items than it was asked for. */
  readonly pageSizeCap?: number;
}
