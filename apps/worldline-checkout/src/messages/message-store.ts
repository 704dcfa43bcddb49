import type { Database } from "better-sqlite3";

/** A message between us and Worldline, as the operator sees it. */
export interface SignedMessage {
  readonly orderId: string;
  readonly at: Date;
  readonly direction: "sent" | "received";
  /** Such as `POST /payments`. */
  readonly title: string;
  /** The string that was signed; undefined where there is none. */
  readonly signed: string | undefined;
  /** The header with the signature, with its name. */
  readonly header: string | undefined;
  readonly isVerified: boolean;
  /** What came of looking at the signature, in a sentence or two. */
  readonly verdict: string;
  readonly body: string;
}

/** The messages behind the orders, on disk when a function returns. */
export interface MessageStore {
  /** @param key of what may come twice; false where there is one with it already. */
  readonly add: (message: SignedMessage, key?: string) => boolean;
  /** The oldest first. */
  readonly ofOrder: (orderId: string) => readonly SignedMessage[];
  readonly count: (orderId: string) => number;
}

interface MessageRow {
  readonly order_id: string;
  readonly at: number;
  readonly direction: "sent" | "received";
  readonly title: string;
  readonly signed: string | null;
  readonly header: string | null;
  readonly verified: 0 | 1;
  readonly verdict: string;
  readonly body: string;
}

export function createMessageStore(db: Database): MessageStore {
  const insert = db.prepare(`
    INSERT INTO messages (key, order_id, at, direction, title, signed, header, verified, verdict, body)
    VALUES ($key, $orderId, $at, $direction, $title, $signed, $header, $verified, $verdict, $body)
    ON CONFLICT (key) DO NOTHING`);
  const ofOrder = db.prepare("SELECT * FROM messages WHERE order_id = ? ORDER BY id");
  const count = db.prepare("SELECT count(*) FROM messages WHERE order_id = ?").pluck();
  return {
    add({ at, signed, header, isVerified, ...rest }, key) {
      const { changes } = insert.run({
        ...rest,
        key: key ?? null,
        at: at.getTime(),
        signed: signed ?? null,
        header: header ?? null,
        verified: isVerified ? 1 : 0,
      });
      return changes === 1;
    },
    ofOrder: (orderId) => (ofOrder.all(orderId) as MessageRow[]).map(toMessage),
    count: (orderId) => count.get(orderId) as number,
  };
}

function toMessage({ order_id, at, signed, header, verified, ...row }: MessageRow): SignedMessage {
  const { direction, title, verdict, body } = row;
  return {
    orderId: order_id,
    at: new Date(at),
    direction,
    title,
    signed: signed ?? undefined,
    header: header ?? undefined,
    isVerified: verified === 1,
    verdict,
    body,
  };
}
