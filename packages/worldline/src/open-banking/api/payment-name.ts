/** A payment: the service's id, or one of ours that was sent with it. */
export type PaymentName =
  | string
  | {
      /** Its InitiatingPartyReferenceId. */
      readonly reference: string;
    }
  | {
      /** Its EndToEndId. */
      readonly endToEndId: string;
    };

/** What stands for a payment in a path: its id, `ref` and our reference, or `e2e` and our end-to-end id. */
export function paymentPathId(name: PaymentName): string {
  if (typeof name === "string") return name;
  return "reference" in name ? `ref${name.reference}` : `e2e${name.endToEndId}`;
}
