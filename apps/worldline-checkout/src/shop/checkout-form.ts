import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Flow } from "../orders/order.js";

/** What a checkout form says besides the choice of a bank. */
export interface CheckoutForm {
  /** Another with each form: the order that it makes is made once. */
  readonly checkout: string;
  readonly flow: Flow;
  /** What was in the basket, and so on the page, when the form was made. */
  readonly basket: string;
  /** Makes the form good for one visitor only, and for what it said. */
  readonly seal: string;
}

/** Makes forms, and tells them from forged ones. */
export interface CheckoutForms {
  readonly make: (session: string, flow: Flow, basket: string) => CheckoutForm;
  /** Undefined where the form is not one that was made for this visitor. */
  readonly read: (session: string, fields: Readonly<Record<string, unknown>>) => CheckoutForm | undefined;
}

export function createCheckoutForms(secret: Uint8Array): CheckoutForms {
  const sealOf = (session: string, { checkout, flow, basket }: Omit<CheckoutForm, "seal">) =>
    createHmac("sha256", secret)
      .update(JSON.stringify([session, checkout, flow, basket]))
      .digest("hex");
  return {
    make(session, flow, basket) {
      const form = { checkout: randomBytes(16).toString("hex"), flow, basket };
      return { ...form, seal: sealOf(session, form) };
    },
    read(session, { checkout, flow, basket, seal }) {
      if (typeof checkout !== "string" || typeof basket !== "string" || typeof seal !== "string")
        return undefined;
      if (flow !== "Standard" && flow !== "FastCheckout") return undefined;
      const form = { checkout, flow, basket } as const;
      const right = Buffer.from(sealOf(session, form));
      const given = Buffer.from(seal);
      const isRight = given.length === right.length && timingSafeEqual(given, right);
      return isRight ? { ...form, seal } : undefined;
    },
  };
}
