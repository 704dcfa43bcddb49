import type { ClearBankRule } from "../rules.js";

export interface ApiRule extends ClearBankRule {
  /** CHAPS publishes the `status` of its problem documents as a string. */
  readonly isStatusText?: true;
}

const statusCodes = "HTTP status codes";
const errorShapes = "reference/clearbank.md 1.6";
const operations = "reference/clearbank.md 2";

export const notPlayed: ApiRule = {
  id: "clearbank.not-played",
  status: 404,
  source: statusCodes,
  summary: "an operation that the sandbox does not play is not found",
};

export const methodOfPath: ApiRule = {
  id: "clearbank.path.method",
  status: 405,
  source: statusCodes,
  summary: "a path takes the methods that are published for it",
};

export const contentType: ApiRule = {
  id: "clearbank.content-type",
  status: 415,
  source: `${statusCodes}; reference/clearbank.md 1.2`,
  summary: "a body is application/json",
};

export const validation: ApiRule = {
  id: "clearbank.validation",
  status: 400,
  source: `${operations}; ${errorShapes}`,
  summary: "the body and the parameters have the members, lengths and characters that are published",
};

export const unprocessable: ApiRule = {
  id: "clearbank.unprocessable",
  status: 422,
  source: `${operations}; ${errorShapes}`,
  summary: "what is asked for can be done in the state that the accounts and payments are in",
};

export const unknown: ApiRule = {
  id: "clearbank.unknown",
  status: 404,
  title: "Not Found",
  source: statusCodes,
  summary: "an id in a path or body names something of this institution",
};

export const conflict: ApiRule = {
  id: "clearbank.conflict",
  status: 409,
  title: "Conflict",
  source: operations,
  summary: "an account that is closed stays closed",
};

export const chapsShape: ApiRule = {
  id: "clearbank.chaps.request",
  status: 400,
  isStatusText: true,
  source: `${operations}; ${errorShapes}`,
  summary: "a CHAPS payment has the members, lengths and characters that are published, and is in pounds",
};

export const sctShape: ApiRule = {
  id: "clearbank.sct.request",
  status: 422,
  source: operations,
  summary:
    "SEPA credit transfers have the members, lengths and characters that are published, and are in euros",
};

export const chapsInbound: ApiRule = {
  id: "clearbank.chaps.inbound",
  status: 400,
  isStatusText: true,
  source: operations,
  summary:
    "a simulated CHAPS payment goes to an account of the institution, and a simulated return names a settled payment",
};

export const fpsAllFailed: ApiRule = {
  id: "clearbank.fps.all-failed",
  status: 400,
  source: errorShapes,
  summary:
    "a batch of Faster Payments of which none is accepted is answered with 400 and each one's response",
};

export const fpsEnforce: ApiRule = {
  id: "clearbank.fps.enforce-send-to-scheme",
  status: 400,
  source: operations,
  summary: "enforceSendToScheme is true or false or left out",
};

export const copName: ApiRule = {
  id: "clearbank.cop.request",
  status: 400,
  source: `${operations}; ${errorShapes}`,
  summary: "a name check has a scheme, an owner type, 14 digits of account and a name",
};

export const copParticipant: ApiRule = {
  id: "clearbank.cop.participant",
  status: 422,
  source: operations,
  summary: "the bank of the sort code takes part; in the sandbox the sort code 000000 is of none",
};

export const copParticipantFailed: ApiRule = {
  id: "clearbank.cop.participant-failed",
  status: 424,
  source: operations,
  summary: "the bank of the sort code answers; in the sandbox that of 999999 fails",
};

export const endOfDay: ApiRule = {
  id: "clearbank.end-of-day-balance",
  status: 422,
  source: errorShapes,
  summary: "the date has come and the time zone is an IANA identifier",
};

export const fpsShape: ApiRule = {
  id: "clearbank.fps.request",
  status: 422,
  source: errorShapes,
  summary: "a batch of Faster Payments has the members, lengths and characters that are published",
};

const accepted = 202;

export const itemInstructionId: ApiRule = {
  id: "clearbank.payment.instruction-id",
  status: accepted,
  source: operations,
  summary: "an instructionIdentification stands once in a batch",
};

export const itemAccount: ApiRule = {
  id: "clearbank.payment.account",
  status: accepted,
  source: operations,
  summary: "the debtor's account is the institution's, and the creditor's has right check digits",
};

export const itemCurrency: ApiRule = {
  id: "clearbank.payment.currency",
  status: accepted,
  source: operations,
  summary: "a Faster Payment is in GBP",
};

export const itemDisabled: ApiRule = {
  id: "clearbank.payment.debit-disabled",
  status: accepted,
  source: operations,
  summary: "the debtor's account is neither suspended nor disabled",
};

export const itemAmount: ApiRule = {
  id: "clearbank.payment.amount",
  status: accepted,
  source: operations,
  summary: "a Faster Payment is more than nothing and at most a million pounds",
};

export const itemStandingOrder: ApiRule = {
  id: "clearbank.payment.standing-order",
  status: accepted,
  source: operations,
  summary: "standing orders (SOP) are taken on weekdays from 00:01 to 06:00, British time",
};

export const itemFunds: ApiRule = {
  id: "clearbank.payment.funds",
  status: accepted,
  source: operations,
  summary: "the account has the money, its minimum balance apart",
};

export const itemDuplicate: ApiRule = {
  id: "clearbank.payment.duplicate",
  status: accepted,
  source: "reference/clearbank.md 1.5",
  summary: "an end-to-end id is used once, or the assessment fails",
};

export const itemClosed: ApiRule = {
  id: "clearbank.payment.closed",
  status: accepted,
  source: "reference/clearbank.md 3.6",
  summary: "a payment from a closed account fails in the assessment",
};
