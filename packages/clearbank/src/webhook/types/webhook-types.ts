import { accountWebhooks } from "./accounts.js";
import { bacsWebhooks } from "./bacs.js";
import { chequeWebhooks } from "./cheques.js";
import { crossBorderWebhooks } from "./cross-border.js";
import { fxWebhooks } from "./fx.js";
import { multicurrencyWebhooks } from "./multicurrency.js";
import { savingsWebhooks } from "./savings.js";
import { sepaCreditTransferWebhooks } from "./sepa-credit-transfers.js";
import { sepaDirectDebitWebhooks } from "./sepa-direct-debits.js";
import { sepaInstantWebhooks } from "./sepa-instant.js";
import { target2Webhooks } from "./target2.js";
import { transactionWebhooks } from "./transactions.js";

/** What is known of every type of webhook, by its name and version. */
export type WebhookTypes = typeof accountWebhooks &
  typeof bacsWebhooks &
  typeof chequeWebhooks &
  typeof crossBorderWebhooks &
  typeof fxWebhooks &
  typeof multicurrencyWebhooks &
  typeof savingsWebhooks &
  typeof sepaCreditTransferWebhooks &
  typeof sepaDirectDebitWebhooks &
  typeof sepaInstantWebhooks &
  typeof target2Webhooks &
  typeof transactionWebhooks;

export const webhookTypes: WebhookTypes = {
  ...accountWebhooks,
  ...bacsWebhooks,
  ...chequeWebhooks,
  ...crossBorderWebhooks,
  ...fxWebhooks,
  ...multicurrencyWebhooks,
  ...savingsWebhooks,
  ...sepaCreditTransferWebhooks,
  ...sepaDirectDebitWebhooks,
  ...sepaInstantWebhooks,
  ...target2Webhooks,
  ...transactionWebhooks,
};

/** What is known of one version of a type. */
export interface WebhookDescription {
  /**
   * Paths of the members that two deliveries of one message have in common, and no two messages; those within a list
   * count for each item. Where there are none, the whole payload tells messages apart.
   */
  readonly identity?: readonly string[];
  readonly payload: unknown;
}

/** Other spellings, which ClearBank's own documents or integrators have seen, of names in the table. */
const aliases: Readonly<Record<string, string>> = {
  PaymentMessageAssessmentFailed: "PaymentMessageAssesmentFailed",
  OuboundHeldTransaction: "OutboundHeldTransaction",
  BacsDirectDebitIndemnityClaimReceivedEvent: "BacsDirectDebitIndemnityClaimReceived",
};

const table: Readonly<Record<string, Readonly<Record<number, WebhookDescription>>>> = webhookTypes;

/** The name in the table for the name on the wire, which may have its version at its end; else the same again. */
export function typeName(type: string): string {
  const bare = type.replace(/V\d+$/, "");
  const name = Object.hasOwn(aliases, bare) ? (aliases[bare] as string) : bare;
  return Object.hasOwn(table, name) ? name : type;
}

export function describeWebhook(type: string, version: number): WebhookDescription | undefined {
  return table[type]?.[version];
}
