import { type Exchange, jsonReply, type Reply } from "../wire/exchange.js";
import { quoted, Refusal } from "../wire/refusal.js";
import { type Bank, banks } from "./banks.js";
import { type Grant, requireService } from "./bearer.js";
import * as connectionRules from "./connection-rules.js";
import { requireMessageHeaders } from "./message-headers.js";
import * as paymentRules from "./payment-rules.js";

export const directoryPath = "/xs2a/routingservice/services/directory/v3/aspsps";

const directoryServices = ["AIS", "PIS"] as const;

/** The Reach directory: which banks there are for a service. */
export class Directory {
  readonly #authorize: (exchange: Exchange) => Grant;

  constructor(authorize: (exchange: Exchange) => Grant) {
    this.#authorize = authorize;
  }

  handle(exchange: Exchange): Reply {
    if (exchange.method !== "GET") {
      throw new Refusal(connectionRules.path, `Expected GET ${directoryPath}, got ${exchange.method}.`);
    }
    const grant = this.#authorize(exchange);
    requireMessageHeaders(exchange);
    const wanted = exchange.header("service") ?? "";
    const service = directoryServices.find((each) => each === wanted);
    if (service === undefined) {
      throw new Refusal(
        paymentRules.directoryService,
        `Header Service: expected AIS or PIS, got ${quoted(wanted)}.`,
      );
    }
    requireService(grant, [service]);
    const country = exchange.query.get("country");
    const withDetails = exchange.query.get("allDetails") === "true";
    const listed = banks.filter((each) => each.isActive && (country === null || each.country === country));
    return jsonReply(200, {
      Service: service,
      Groups: [],
      ASPSP: listed.map((each) => describe(each, service, withDetails)),
    });
  }
}

function describe(
  { id, name, country, bic, needsConfirmation }: Bank,
  service: string,
  withDetails: boolean,
) {
  return {
    AspspId: id,
    Name: [{ Label: name, Language: "en" }],
    Country: country,
    CategoryLabel: ["Retail"],
    Details: withDetails
      ? [
          {
            Api: service === "PIS" ? "POST /payments" : "POST /consents",
            Fieldname: "Confirmation",
            Type: needsConfirmation ? "MANDATORY" : "UNSUPPORTED",
            ProtocolVersion: "BG_V_1_3_6",
          },
        ]
      : [],
    Options: [],
    BIC: bic,
  };
}
