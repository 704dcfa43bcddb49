import { parseJson } from "../json/wire-json.js";
import type { Payload } from "./types/payload.js";
import { describeWebhook, typeName, type WebhookTypes } from "./types/webhook-types.js";
import { WebhookError } from "./webhook-error.js";

/** The name of a type of webhook, in ClearBank's spelling, without a version: `TransactionSettled`. */
export type WebhookType = keyof WebhookTypes;

/** An event of one type, in any version that is known of it. */
export type EventOf<Type extends WebhookType> = {
  readonly [Name in Type]: {
    readonly [Version in keyof WebhookTypes[Name]]: {
      /** Tells it from {@link UnknownEvent}. */
      readonly isKnown: true;
      /** In ClearBank's spelling, without a version. */
      readonly type: Name;
      /** Decides on the payload's members, where the type has several. */
      readonly version: Version;
      /** Members as on the wire, amounts as text. It is not checked. */
      readonly payload: WebhookTypes[Name][Version] extends {
        /** What the table of types says of it. */
        readonly payload: infer Shape;
      }
        ? Payload<Shape>
        : never;
    };
  }[keyof WebhookTypes[Name]];
}[Type];

/** An event whose type and version are described here. Its payload is typed by that description, and not checked. */
export type KnownEvent = EventOf<WebhookType>;

/** An event of a type or version that this package does not know yet. */
export interface UnknownEvent {
  /** Tells it from events that are described here. */
  readonly isKnown: false;
  /** In ClearBank's spelling. */
  readonly type: string;
  /** As it came; the same type may be known in another one. */
  readonly version: number;
  /** As it came, amounts as text; nothing about it is checked. */
  readonly payload: unknown;
}

/**
 * What a webhook tells. Ask `isKnown` first, then `type`, then, where there are several, `version`: the payload's type
 * follows. Amounts are text with the digits of the wire; members are spelled as on the wire.
 */
export type ClearBankEvent = KnownEvent | UnknownEvent;

/**
 * Reads the event out of a webhook's body, such as an inbox has kept it. It verifies nothing.
 *
 * The type is the name in the table of types: `BacsMandateInitiatedV2` is `BacsMandateInitiated`, and
 * `PaymentMessageAssessmentFailed` is `PaymentMessageAssesmentFailed`, as ClearBank mostly spells it.
 *
 * @throws {@link WebhookError} `ERR_WEBHOOK_MALFORMED`
 * @example
 * ```ts
 * const event = parseEvent(message.body);
 * if (event.isKnown && event.type === "TransactionSettled") console.log(event.payload.Amount); // "13.00"
 * ```
 */
export function parseEvent(rawBody: Uint8Array): ClearBankEvent {
  const { Type: type, Version: version, Payload: payload } = readMembers(rawBody);
  if (typeof type !== "string" || type === "" || typeof version !== "number") {
    const message = "The webhook's body lacks Type (text) or Version (a whole number).";
    throw new WebhookError("ERR_WEBHOOK_MALFORMED", message);
  }
  const name = typeName(type);
  const description = describeWebhook(name, version);
  const isKnown = description !== undefined && (description.payload === "unknown" || isObject(payload));
  return { isKnown, type: name, version, payload } as ClearBankEvent;
}

function readMembers(rawBody: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const message = parseJson(new TextDecoder("utf-8", { fatal: true }).decode(rawBody));
    return isObject(message) ? message : {};
  } catch (cause) {
    throw new WebhookError("ERR_WEBHOOK_MALFORMED", "The webhook's body is not JSON in UTF-8.", { cause });
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
