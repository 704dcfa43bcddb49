import type { Delivery, InboxHandler } from "@countersign/delivery";
import { type ClearBankEvent, type EventOf, parseEvent, type WebhookType } from "./event.js";
import { webhookTypes } from "./types/webhook-types.js";
import { WebhookError } from "./webhook-error.js";

/** Deals with an event. Resolves when it is done with; rejects where it is to be delivered again. */
export type EventHandler<Tx, Event = ClearBankEvent> = (
  event: Event,
  delivery: Delivery<Tx>,
) => void | Promise<void>;

/** Hands each webhook of an inbox to the handler of its type. */
export interface EventRouter<Tx = unknown> {
  /**
   * @param type one of the types that are known here; all its known versions go to the handler.
   * @throws TypeError where the type is not known, or has a handler already.
   */
  on<Type extends WebhookType>(type: Type, handle: EventHandler<Tx, EventOf<Type>>): EventRouter<Tx>;
  /** Takes all other events: those without a handler, and those of unknown types and versions. */
  otherwise(handle: EventHandler<Tx>): EventRouter<Tx>;
  /** For `inbox.process`. */
  readonly handle: InboxHandler<Tx>;
}

/**
 * Makes a router of events.
 *
 * An event that nobody handles is refused with `ERR_WEBHOOK_UNHANDLED`, so that the inbox keeps it: it is tried again
 * and becomes a dead letter, to be replayed once there is a handler. Give an empty `otherwise` to have such events
 * dropped.
 *
 * @typeParam Tx the transaction of the inbox: `MemoryTx`, or that of the engine.
 * @example
 * ```ts
 * const router = createEventRouter<SqliteTx>()
 *   .on("TransactionSettled", ({ payload }, { tx }) => {
 *     tx.run("INSERT INTO settled VALUES (?, ?)", [payload.TransactionId, payload.Amount]);
 *   })
 *   .otherwise(({ type, version }) => console.log(`not dealt with: ${type} version ${version}`));
 * await inbox.process(router.handle);
 * ```
 */
export function createEventRouter<Tx = unknown>(): EventRouter<Tx> {
  const handlers = new Map<string, EventHandler<Tx, never>>();
  let fallback: EventHandler<Tx> = refuse;
  const router: EventRouter<Tx> = {
    on(type, handle) {
      if (!Object.hasOwn(webhookTypes, type)) {
        throw new TypeError(
          `No type of webhook is called "${type}" here: events of unknown types go to otherwise.`,
        );
      }
      if (handlers.has(type)) throw new TypeError(`Webhooks of type "${type}" have a handler already.`);
      handlers.set(type, handle);
      return router;
    },
    otherwise(handle) {
      fallback = handle;
      return router;
    },
    async handle(delivery) {
      const event = parseEvent(delivery.event.body);
      const handler = event.isKnown ? (handlers.get(event.type) as EventHandler<Tx> | undefined) : undefined;
      await (handler ?? fallback)(event, delivery);
    },
  };
  return router;
}

function refuse({ type, version }: ClearBankEvent): never {
  const message = `No handler takes webhooks of type ${type} version ${version}: add one with on or otherwise, and replay the dead letter.`;
  throw new WebhookError("ERR_WEBHOOK_UNHANDLED", message);
}
