import type { EventOf, WebhookType } from "../webhook/event.js";
import { webhookTypes } from "../webhook/types/webhook-types.js";
import { examplePayload } from "./example-payload.js";

/** The names of all types of webhook that are known, in alphabetical order. */
export const webhookTypeNames: readonly WebhookType[] = (Object.keys(webhookTypes) as WebhookType[]).sort();

/** What a webhook of a type says. */
export type ExampleWebhook<Type extends WebhookType> =
  EventOf<Type> extends infer Event ? (Event extends unknown ? Omit<Event, "isKnown"> : never) : never;

/**
 * An example of a type of webhook in its latest version, for tests: every member that the type may have, with made-up
 * values that are the same each time. IBANs have the right check digits; amounts end in a nought.
 *
 * @throws TypeError where no type has this name; {@link webhookTypeNames} has them all.
 * @example
 * ```ts
 * const { version, payload } = exampleWebhook("TransactionSettled");
 * ```
 */
export function exampleWebhook<Type extends WebhookType>(type: Type): ExampleWebhook<Type> {
  if (!Object.hasOwn(webhookTypes, type)) throw new TypeError(`No type of webhook is called "${type}".`);
  const versions: Readonly<Record<string, { readonly payload: unknown }>> = webhookTypes[type];
  const version = Math.max(...Object.keys(versions).map(Number));
  const payload = examplePayload(versions[version]?.payload, type);
  return { type, version, payload } as unknown as ExampleWebhook<Type>;
}
