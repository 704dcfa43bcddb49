import type { Database } from "better-sqlite3";
import { onTestFinished } from "vitest";
import { createMessageStore, type MessageStore } from "../../src/messages/message-store.js";
import { openDatabase } from "../../src/orders/database.js";
import type { OrderDraft } from "../../src/orders/order.js";
import { createOrderStore, type OrderStore } from "../../src/orders/order-store.js";

/** Stores in memory, and a clock that a test moves. */
export interface Ledger {
  readonly db: Database;
  readonly orders: OrderStore;
  readonly messages: MessageStore;
  readonly now: () => Date;
  readonly wait: (seconds: number) => void;
}

export function openLedger(): Ledger {
  let nowMs = Date.UTC(2026, 10, 21, 12);
  const now = () => new Date(nowMs);
  const db = openDatabase(":memory:");
  onTestFinished(() => void db.close());
  return {
    db,
    orders: createOrderStore(db, now),
    messages: createMessageStore(db),
    now,
    wait(seconds) {
      nowMs += seconds * 1000;
    },
  };
}

let forms = 0;

/** What somebody wants to buy, on a form of its own. */
export function draft(changes: Partial<OrderDraft> = {}): OrderDraft {
  forms += 1;
  return {
    checkout: `form ${forms}`,
    session: "0123456789abcdef0123456789abcdef",
    flow: "Standard",
    bank: undefined,
    basket: "tea*1",
    lines: [{ name: "Loose-leaf tea", quantity: 1, cents: 875 }],
    goodsCents: 875,
    shippingCents: 0,
    ...changes,
  };
}
