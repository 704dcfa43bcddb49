import { describe } from "vitest";
import { acceptingContract } from "./inbox-accepting.js";
import { deliveringContract } from "./inbox-delivering.js";
import { engineContract } from "./inbox-engine.js";
import type { OpenInbox } from "./inbox-harness.js";

/** What every inbox does, whatever it stores in. */
export function inboxContract<Tx>(openInbox: OpenInbox<Tx>): void {
  describe("accepting", () => acceptingContract(openInbox));
  describe("delivering", () => deliveringContract(openInbox));
  describe("the engine", () => engineContract(openInbox));
}
