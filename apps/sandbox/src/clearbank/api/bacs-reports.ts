import type { Reply } from "../../wire/exchange.js";
import { requireHolder } from "./books.js";
import type { ApiCall } from "./call.js";
import { pageReply } from "./paging.js";
import { type Parameters, type Route, route } from "./router.js";

/** Lists of what no Bacs cycle has brought yet: always empty here. */
function emptyList(member: string, status = 200) {
  return (call: ApiCall, parameters: Parameters): Reply => {
    if (parameters.accountId !== undefined) requireHolder(call.ledger, parameters);
    return pageReply(call, member, [], () => undefined, { status });
  };
}

const holders = ["/Accounts/{accountId}", "/Accounts/{accountId}/Virtual/{virtualAccountId}"];

export const bacsReportRoutes: readonly Route[] = [
  route("GET", "/v1/Transactions/{sortCode}/DirectCredit/Unapplied", emptyList("unappliedTransactions")),
  route("GET", "/v1/Transactions/{sortCode}/DirectDebit/Unpaid", emptyList("unpaidTransactions")),
  ...["/v1", "/v2"].flatMap((version) =>
    holders.flatMap((holder) => [
      route("GET", `${version}${holder}/Mandates/Unpaid`, emptyList("unpaidTransactions")),
      // 202 is the published status of this one.
      route(
        "GET",
        `${version}${holder}/Mandates/{mandateId}/Collections`,
        emptyList("mandateTransactions", 202),
      ),
    ]),
  ),
];
