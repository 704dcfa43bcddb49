import type { WorldlineRule } from "./rule.js";

const pis = "reference/worldline.md 2.4, 2.8";

export const schema: WorldlineRule = {
  id: "worldline.payment.schema",
  status: 400,
  code: "002",
  source: pis,
  summary: "the body has the members and formats of the interface file, and no others",
};

export const conditional: WorldlineRule = {
  id: "worldline.payment.conditional",
  status: 400,
  code: "133",
  source: pis,
  summary: "what is mandatory for this product, flow or type of transaction is there",
};

export const bankUnknown: WorldlineRule = {
  id: "worldline.bank.unknown",
  status: 404,
  code: "104",
  source: pis,
  summary: "PsuData.AspspId is one of the directory's",
};

export const bankInactive: WorldlineRule = {
  id: "worldline.bank.inactive",
  status: 400,
  code: "105",
  source: pis,
  summary: "the bank is active",
};

export const amountLimit: WorldlineRule = {
  id: "worldline.payment.limit",
  status: 403,
  code: "134",
  source: pis,
  summary: "the amount is within the subscription's limit",
};

export const returnUrl: WorldlineRule = {
  id: "worldline.payment.return-url",
  status: 400,
  code: "002",
  source: pis,
  summary:
    "InitiatingPartyReturnUrl is an absolute web address of at most 4000 characters, https but on the same machine",
};

export const debtorTokenUrl: WorldlineRule = {
  id: "worldline.payment.debtor-token-url",
  status: 400,
  code: "002",
  source: pis,
  summary: "DebtorTokenCallbackUrl is an https URL that ends in /v3",
};

export const cancelUnsupported: WorldlineRule = {
  id: "worldline.payment.cancel-unsupported",
  status: 405,
  code: "137",
  source: "reference/worldline.md 2.7, 2.8",
  summary: "the payment is none of iDEAL, which the initiating party cannot cancel",
};

export const cancelStatus: WorldlineRule = {
  id: "worldline.payment.cancel-status",
  status: 401,
  code: "135",
  source: "reference/worldline.md 2.7, 2.8",
  summary: "a payment is cancelled before it is settled",
};

export const notConfirmable: WorldlineRule = {
  id: "worldline.payment.not-confirmable",
  status: 403,
  code: "120",
  source: "reference/worldline.md 2.7, 2.8",
  summary: "the payment that is confirmed waits for it",
};

export const refundsInactive: WorldlineRule = {
  id: "worldline.refund.inactive",
  status: 401,
  code: "153",
  source: "reference/worldline.md 2.7, 2.8",
  summary: "the subscription has refunds",
};

export const refundUnknown: WorldlineRule = {
  id: "worldline.refund.unknown",
  status: 404,
  code: "110",
  source: "reference/worldline.md 2.7, 2.8",
  summary: "the refund id is one of this subscription's",
};

export const debtorUnknown: WorldlineRule = {
  id: "worldline.preferences.unknown",
  status: 404,
  code: "110",
  source: "reference/worldline.md 2.6",
  summary: "the payer has been remembered by that id",
};

export const directoryService: WorldlineRule = {
  id: "worldline.directory.service",
  status: 400,
  code: "001",
  source: "reference/worldline.md 2.12",
  summary: "the header Service names the service whose banks are asked for",
};

export const bankPage: WorldlineRule = {
  id: "worldline.bank-page.unknown",
  status: 404,
  code: "110",
  source: "none: the sandbox's own page",
  summary: "the address is one that a payment's RedirectUrl gave",
};

export const bankDecision: WorldlineRule = {
  id: "worldline.bank-page.decision",
  status: 400,
  code: "001",
  source: "none: the sandbox's own page",
  summary: "the payer approves, cancels or lets expire, and chooses a bank of the list",
};

export const notificationUrl: WorldlineRule = {
  id: "worldline.payment.notification-url",
  status: 400,
  code: "002",
  source: "reference/worldline.md 2.4, 2.10",
  summary:
    "InitiatingPartyNotificationUrl is an https URL that ends in /v2 or /v3, or has NotificationVersion beside it",
};

export const paymentUnknown: WorldlineRule = {
  id: "worldline.payment.unknown",
  status: 404,
  code: "110",
  source: pis,
  summary: "the payment id, or ref or e2e and the party's own id, is of a payment that the token is for",
};
