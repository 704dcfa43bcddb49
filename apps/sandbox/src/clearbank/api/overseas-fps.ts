import type { Reply } from "../../wire/exchange.js";
import { findByBban } from "./books.js";
import type { ApiCall } from "./call.js";
import { currencies } from "./codes.js";
import { fpsLimit } from "./fps.js";
import { isLess, toMinor } from "./money.js";
import { reply, selfLink } from "./paging.js";
import { bbanFrom, overseasPartyAccount } from "./party-account.js";
import { assess, brokenRules, type Outbound, send } from "./payments.js";
import { readBody } from "./read-body.js";
import { type Route, route } from "./router.js";
import type { ApiRule } from "./rules.js";
import * as rules from "./rules.js";
import { amount, decimal, nullable, object, oneOf, optional, text } from "./shape.js";

const reference = /^[a-zA-Z0-9/\-?:().,+\s#=!%&*<>;{@\r\n]*$/;

const request = object({
  paymentInstruction: object({
    debtor: object({ legalEntityIdentifier: nullable(text({ max: 35 })) }),
    debtorAccount: overseasPartyAccount,
    ultimateDebtor: object({ name: text({ min: 1, max: 40 }), address: text({ min: 1, max: 140 }) }),
    ultimateDebtorAccount: object({
      identification: object({ bic: text({ min: 8, max: 11 }), accountNumber: text({ min: 1, max: 34 }) }),
    }),
    creditTransfer: object({
      paymentIdentification: object({ endToEndIdentification: text({ min: 1, max: 35 }) }),
      amount: object({
        originalCurrency: nullable(oneOf(currencies)),
        originalAmount: optional(decimal),
        exchangeRate: optional(decimal),
        instructedAmount: amount(),
      }),
      creditor: object({
        name: text({ min: 1, max: 40 }),
        legalEntityIdentifier: nullable(text({ max: 35 })),
        address: nullable(text({ max: 140 })),
      }),
      creditorAccount: overseasPartyAccount,
      remittanceInformation: object({
        structured: nullable(
          object({
            creditorReferenceInformation: nullable(object({ reference: nullable(text({ max: 18 })) })),
          }),
        ),
        unstructured: nullable(
          object({
            additionalReferenceInformation: nullable(
              object({ reference: nullable(text({ max: 140, pattern: reference })) }),
            ),
          }),
        ),
      }),
    }),
  }),
});

/** A Faster Payment that began overseas: one at a time, and always answered with its own `response`. */
function initiate(call: ApiCall): Reply {
  const { paymentInstruction } = readBody(call.exchange, request);
  const { creditTransfer, debtorAccount } = paymentInstruction;
  const { endToEndIdentification } = creditTransfer.paymentIdentification;
  const { instructedAmount } = creditTransfer.amount;
  const debtor = bbanFrom(debtorAccount);
  const creditor = bbanFrom(creditTransfer.creditorAccount);
  const holder = debtor && findByBban(call.ledger, debtor.bban);
  const respond = (response: string, rule?: ApiRule) =>
    reply(
      202,
      { transaction: { endToEndIdentification, response }, halLinks: [selfLink(call)] },
      brokenRules([{ rule }]),
    );
  if (holder === undefined || creditor === undefined) return respond("InvalidAccount", rules.itemAccount);
  if (holder.account.status !== "Enabled") return respond("AccountDisabled", rules.itemDisabled);
  if (toMinor(instructedAmount) <= 0n || isLess(fpsLimit, instructedAmount)) {
    return respond("Rejected", rules.itemAmount);
  }
  const { structured, unstructured } = creditTransfer.remittanceInformation;
  const outbound: Outbound = {
    holder,
    scheme: "FasterPayments",
    endToEndId: endToEndIdentification,
    amount: instructedAmount,
    reference:
      structured?.creditorReferenceInformation?.reference ??
      unstructured?.additionalReferenceInformation?.reference ??
      "",
    creditor: { name: creditTransfer.creditor.name, ...creditor },
    isHeld: false,
  };
  if (assess(call, outbound)?.rule === rules.itemFunds) return respond("InsufficientFunds", rules.itemFunds);
  return respond("Accepted", send(call, outbound).failed);
}

export const overseasFpsRoutes: readonly Route[] = [
  route("POST", "/v2/payments/fps/singlepayment", initiate),
];
