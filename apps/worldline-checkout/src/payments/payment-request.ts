import type { PaymentInitiationRequest } from "@countersign/worldline";
import type { Order } from "../orders/order.js";
import { toDecimal } from "../shop/money.js";

/** The payment of an order. The reference by which it can be asked after is the order's id. */
export function toPaymentRequest(order: Order): PaymentInitiationRequest {
  const { id, number, flow, bank, goodsCents, shippingCents } = order;
  const isFast = flow === "FastCheckout";
  return {
    PaymentProduct: ["IDEAL"],
    CommonPaymentData: {
      InitiatingPartyReferenceId: id,
      Amount: {
        Type: "Fixed",
        Amount: toDecimal(goodsCents + shippingCents),
        Currency: "EUR",
        ...(isFast && {
          AmountBreakdown: {
            OrderAmount: toDecimal(goodsCents),
            ShippingCost: toDecimal(shippingCents),
          },
        }),
      },
      RemittanceInformation: `Order ${number} at Harbour Goods`,
      RemittanceInformationStructured: { Reference: `ORDER${number}` },
      ...(bank !== undefined && !isFast && { DebtorInformation: { Agent: bank } }),
    },
    IDEALPayments: {
      UseDebtorToken: false,
      FlowType: flow,
      ...(isFast && {
        ExpectedCheckoutData: {
          DebtorContactDetails: { FirstName: true, LastName: true, PhoneNumber: false, Email: true },
          ShippingAddress: true,
          BillingAddress: false,
        },
      }),
    },
  };
}
