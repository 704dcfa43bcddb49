import type { Reply } from "../../wire/exchange.js";
import { accountRoutes } from "./accounts.js";
import { bacsReportRoutes } from "./bacs-reports.js";
import type { ApiCall } from "./call.js";
import { chapsRoutes } from "./chaps.js";
import { chapsInboundRoutes } from "./chaps-inbound.js";
import { closureRoutes } from "./closure.js";
import { copRoutes } from "./cop.js";
import { endOfDayRoutes } from "./end-of-day-balance.js";
import { fpsRoutes } from "./fps.js";
import { kycRoutes } from "./kyc.js";
import { mandateRoutes } from "./mandates.js";
import { mccyAccountRoutes } from "./mccy-accounts.js";
import { mccyInboundRoutes } from "./mccy-inbound.js";
import { mccyPaymentRoutes } from "./mccy-payments.js";
import { mccyReportRoutes } from "./mccy-reports.js";
import { mccyTransferRoutes } from "./mccy-transfers.js";
import { mccyVirtualAccountRoutes } from "./mccy-virtual-accounts.js";
import { overseasFpsRoutes } from "./overseas-fps.js";
import { dispatch, type Route } from "./router.js";
import * as apiRules from "./rules.js";
import { sctRoutes } from "./sct.js";
import { statementRoutes } from "./statements.js";
import { transactionRoutes } from "./transactions.js";
import { virtualAccountRoutes } from "./virtual-accounts.js";

export type { ApiCall, Books } from "./call.js";
export { declineHeld, releaseHeld } from "./held.js";
export { type InboundPayment, receivePayment } from "./inbound.js";
export { emptyLedger, type Held, type Ledger } from "./ledger.js";
/** `ApiRefusal.answer` is the reply to send in place of the common problem document. */
export { ApiRefusal } from "./refuse.js";
export { seedLedger } from "./seed.js";
export { apiRules };

const routes: readonly Route[] = [
  ...accountRoutes,
  ...closureRoutes,
  ...virtualAccountRoutes,
  ...transactionRoutes,
  ...endOfDayRoutes,
  ...fpsRoutes,
  ...overseasFpsRoutes,
  ...chapsRoutes,
  ...chapsInboundRoutes,
  ...sctRoutes,
  ...mandateRoutes,
  ...bacsReportRoutes,
  ...copRoutes,
  ...kycRoutes,
  ...statementRoutes,
  ...mccyAccountRoutes,
  ...mccyVirtualAccountRoutes,
  ...mccyPaymentRoutes,
  ...mccyTransferRoutes,
  ...mccyInboundRoutes,
  ...mccyReportRoutes,
];

/**
 * Answers a request that passed the front's checks.
 *
 * @throws Refusal
 */
export function serve(call: ApiCall): Reply {
  return dispatch(routes, call);
}

/** The operations that are played, as `METHOD /path/{with}/{parameters}`. */
export function playedOperations(): string[] {
  return routes.map(({ method, template }) => `${method} ${template}`);
}
