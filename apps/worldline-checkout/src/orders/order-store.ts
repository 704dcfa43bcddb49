import { randomBytes } from "node:crypto";
import { mayFollow, type PaymentStatus } from "@countersign/worldline";
import type { Database } from "better-sqlite3";
import {
  type Debtor,
  isOutOfReach,
  isSettled,
  type Observation,
  type Order,
  type OrderDraft,
  type OrderStatus,
  type Source,
} from "./order.js";

/** The orders, on disk when a function returns. */
export interface OrderStore {
  /**
   * The order of this checkout form: a new one, the one that it has made before, or one of the same visitor for the same
   * whose payment has not ended. Who goes back from the bank and orders again pays that one.
   */
  readonly place: (draft: OrderDraft) => Order;
  readonly find: (id: string) => Order | undefined;
  readonly findByNumber: (number: number) => Order | undefined;
  readonly findByPayment: (paymentId: string) => Order | undefined;
  /** The newest first. */
  readonly list: (limit: number) => readonly Order[];
  /** Those of a visitor that wait for a payment. */
  readonly unpaid: (session: string) => readonly Order[];
  /** Those whose payment has not ended and that are due to be asked after. */
  readonly due: () => readonly Order[];
  /** Says that Worldline is about to be asked to make the payment. */
  readonly attempt: (id: string) => void;
  /** Says that Worldline has a payment, and where it is paid. */
  readonly linkPayment: (id: string, payment: { paymentId: string; bankUrl: string | undefined }) => void;
  readonly refuse: (id: string) => void;
  /** Writes down what was said of a payment. The order's status changes unless that is older news. */
  readonly observe: (id: string, source: Source, status: PaymentStatus, debtor?: Debtor) => void;
  /** Puts off the next question, for longer each time. */
  readonly postpone: (id: string) => void;
  /** The oldest first. */
  readonly observations: (id: string) => readonly Observation[];
}

const firstCheckMs = 15_000;
const longestCheckMs = 5 * 60_000;

export function createOrderStore(db: Database, now: () => Date): OrderStore {
  const one = (where: string) => db.prepare(`SELECT * FROM orders WHERE ${where}`);
  const statements = {
    insert: db.prepare(`
      INSERT INTO orders (id, checkout, session, created_at, flow, bank, basket, lines, goods_cents, shipping_cents,
        status, checks, next_check_at)
      VALUES ($id, $checkout, $session, $createdAt, $flow, $bank, $basket, $lines, $goodsCents, $shippingCents,
        'New', 0, $nextCheckAt)`),
    byCheckout: one("checkout = ?"),
    byId: one("id = ?"),
    byNumber: one("number = ?"),
    byPayment: one("payment_id = ?"),
    bySession: one("session = ? ORDER BY number DESC LIMIT 20"),
    list: one("true ORDER BY number DESC LIMIT ?"),
    due: one("next_check_at <= ? ORDER BY next_check_at LIMIT 100"),
    attempt: db.prepare("UPDATE orders SET attempted_at = $at WHERE id = $id"),
    link: db.prepare("UPDATE orders SET payment_id = $paymentId, bank_url = $bankUrl WHERE id = $id"),
    setStatus: db.prepare("UPDATE orders SET status = $status, next_check_at = $nextCheckAt WHERE id = $id"),
    setDebtor: db.prepare("UPDATE orders SET debtor = $debtor WHERE id = $id"),
    postpone: db.prepare(
      "UPDATE orders SET checks = checks + 1, next_check_at = $nextCheckAt WHERE id = $id",
    ),
    addObservation: db.prepare(
      "INSERT INTO observations (order_id, source, status, at) VALUES ($id, $source, $status, $at)",
    ),
    lastObservation: db.prepare(
      "SELECT id, status FROM observations WHERE order_id = ? AND source = ? ORDER BY id DESC LIMIT 1",
    ),
    repeatObservation: db.prepare("UPDATE observations SET at = ? WHERE id = ?"),
    observations: db.prepare("SELECT source, status, at FROM observations WHERE order_id = ? ORDER BY id"),
  };
  const get = (statement: typeof statements.byId, value: string | number) => {
    const row = statement.get(value) as OrderRow | undefined;
    return row && toOrder(row);
  };
  const all = (statement: typeof statements.byId, value: string | number) =>
    (statement.all(value) as OrderRow[]).map(toOrder);
  const setStatus = (id: string, status: OrderStatus) =>
    // Nothing is due any more once it is final.
    statements.setStatus.run({
      id,
      status,
      nextCheckAt: isSettled(status) ? Number.MAX_SAFE_INTEGER : now().getTime() + firstCheckMs,
    });

  return {
    place: db.transaction((draft: OrderDraft) => {
      const waiting = all(statements.bySession, draft.session).find((order) =>
        isWaitingForSame(order, draft),
      );
      const made = get(statements.byCheckout, draft.checkout) ?? waiting;
      if (made) return made;
      statements.insert.run({
        ...draft,
        bank: draft.bank ?? null,
        lines: JSON.stringify(draft.lines),
        id: randomBytes(16).toString("hex"),
        createdAt: now().getTime(),
        nextCheckAt: now().getTime() + firstCheckMs,
      });
      return get(statements.byCheckout, draft.checkout) as Order;
    }),
    find: (id) => get(statements.byId, id),
    findByNumber: (number) => get(statements.byNumber, number),
    findByPayment: (paymentId) => get(statements.byPayment, paymentId),
    list: (limit) => all(statements.list, limit),
    unpaid: (session) => all(statements.bySession, session).filter(({ status }) => !isSettled(status)),
    due: () => all(statements.due, now().getTime()),
    attempt: (id) => void statements.attempt.run({ id, at: now().getTime() }),
    linkPayment(id, { paymentId, bankUrl }) {
      statements.link.run({ id, paymentId, bankUrl: bankUrl ?? null });
    },
    refuse: (id) => void setStatus(id, "Refused"),
    observe: db.transaction((id: string, source: Source, status: PaymentStatus, debtor?: Debtor) => {
      const order = get(statements.byId, id);
      if (order === undefined) throw new Error(`There is no order ${id}.`);
      const at = now().getTime();
      const last = statements.lastObservation.get(id, source) as { id: number; status: string } | undefined;
      // The same answer again is one observation, made later.
      if (last && last.status === status) statements.repeatObservation.run(at, last.id);
      else statements.addObservation.run({ id, source, status, at });
      if (debtor) statements.setDebtor.run({ id, debtor: JSON.stringify(debtor) });
      if (isNews(order.status, status)) setStatus(id, status);
    }),
    postpone(id) {
      const checks = get(statements.byId, id)?.checks ?? 0;
      const waitMs = Math.min(firstCheckMs * 2 ** checks, longestCheckMs);
      statements.postpone.run({ id, nextCheckAt: now().getTime() + waitMs });
    },
    observations: (id) =>
      (statements.observations.all(id) as (Omit<Observation, "at"> & { at: number })[]).map((row) => ({
        ...row,
        at: new Date(row.at),
      })),
  };
}

/** Whoever has not paid yet may choose another way or bank; what is being settled is paid for already. */
function isWaitingForSame(order: Order, draft: OrderDraft): boolean {
  const isUnpaid = order.status === "New" || order.status === "Open";
  const names = isUnpaid
    ? (["flow", "bank", "basket", "goodsCents", "shippingCents"] as const)
    : (["basket"] as const);
  const isWaiting = !isSettled(order.status) && !isOutOfReach(order);
  return isWaiting && names.every((name) => order[name] === draft[name]);
}

function isNews(known: OrderStatus, heard: PaymentStatus): boolean {
  return known === "New" || known === "Refused" || mayFollow(known, heard);
}

interface OrderRow {
  readonly number: number;
  readonly id: string;
  readonly checkout: string;
  readonly session: string;
  readonly created_at: number;
  readonly attempted_at: number | null;
  readonly flow: Order["flow"];
  readonly bank: string | null;
  readonly basket: string;
  readonly lines: string;
  readonly goods_cents: number;
  readonly shipping_cents: number;
  readonly status: OrderStatus;
  readonly payment_id: string | null;
  readonly bank_url: string | null;
  readonly debtor: string | null;
  readonly checks: number;
}

function toOrder(row: OrderRow): Order {
  const { number, id, checkout, session, flow, basket, status, checks } = row;
  return {
    number,
    id,
    checkout,
    session,
    flow,
    basket,
    status,
    checks,
    createdAt: new Date(row.created_at),
    attemptedAt: row.attempted_at === null ? undefined : new Date(row.attempted_at),
    bank: row.bank ?? undefined,
    lines: JSON.parse(row.lines),
    goodsCents: row.goods_cents,
    shippingCents: row.shipping_cents,
    paymentId: row.payment_id ?? undefined,
    bankUrl: row.bank_url ?? undefined,
    debtor: row.debtor === null ? undefined : JSON.parse(row.debtor),
  };
}
