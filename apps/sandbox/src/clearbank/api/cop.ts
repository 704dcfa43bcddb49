import type { Reply } from "../../wire/exchange.js";
import { findHolder, requireHolder } from "./books.js";
import type { ApiCall } from "./call.js";
import { matchNames } from "./name-match.js";
import { noContent, reply } from "./paging.js";
import { readBody } from "./read-body.js";
import { ApiRefusal } from "./refuse.js";
import { type Parameters, type Route, route } from "./router.js";
import * as rules from "./rules.js";
import { flag, nullable, object, text } from "./shape.js";

const checkRequest = object({
  SchemeName: text({ min: 1 }),
  LegalOwnerType: text({ min: 1 }),
  Identification: text({ min: 1 }),
  OwnerName: text({ min: 1, max: 140 }),
  SecondaryIdentification: nullable(text({ max: 140 })),
  EndToEndIdentification: nullable(text({ max: 140 })),
});

const secondaryRequest = object({ SchemeName: text({ min: 1 }), Identification: text({ min: 1 }) });

const optRequest = object({ optOut: flag, optOutReason: nullable(text({ max: 200 })) });

const bankName = "ClearBank";

const reasons = {
  ANNM: "Account name does not match",
  MBAM: "Account name is a close match",
  BANM: "The account is a business account; the name matches",
  PANM: "The account is a personal account; the name matches",
  BAMM: "The account is a business account; the name is a close match",
  PAMM: "The account is a personal account; the name is a close match",
  AC01: "There is no account with this sort code and account number",
  ACNS: "The account does not take part in name checks",
  OPTO: "The account holder has opted out",
} as const;

/** A name check against the accounts of the institution itself: for every other account there is no match. */
function verify(call: ApiCall): Reply {
  const { SchemeName, LegalOwnerType, Identification, OwnerName } = readCheck(call);
  requireScheme(SchemeName, Identification);
  if (LegalOwnerType !== "Personal" && LegalOwnerType !== "Business") {
    throw copRefusal("Expected LegalOwnerType to be Personal or Business.");
  }
  const empty = { headers: {}, body: "" };
  if (Identification.startsWith("000000")) {
    throw new ApiRefusal(rules.copParticipant, "No participant has this sort code.", {
      ...empty,
      status: 422,
    });
  }
  if (Identification.startsWith("999999")) {
    throw new ApiRefusal(rules.copParticipantFailed, "The participant does not answer.", {
      ...empty,
      status: 424,
    });
  }
  const holder = findHolder(call.ledger, ({ bban }) => bban?.slice(4) === Identification);
  const owner = holder?.virtualAccount ?? holder?.account;
  if (owner === undefined) return report(false, "AC01");
  if (owner.status !== "Enabled") return report(false, "ACNS");
  if (owner.copOptOut !== undefined) return report(false, "OPTO");
  const match = matchNames(OwnerName, owner.ownerName);
  if (match === "none") return report(false, "ANNM");
  if (owner.legalOwnerType !== LegalOwnerType) {
    const isBusiness = owner.legalOwnerType === "Business";
    if (match === "exact") return report(false, isBusiness ? "BANM" : "PANM");
    return report(false, isBusiness ? "BAMM" : "PAMM", owner.ownerName);
  }
  return match === "exact" ? report(true) : report(false, "MBAM", owner.ownerName);
}

function report(isMatch: boolean, reason?: keyof typeof reasons, name?: string): Reply {
  return reply(200, {
    Data: {
      VerificationReport: {
        Matched: isMatch,
        Name: name ?? null,
        ReasonCode: reason ?? null,
        ReasonCodeDescription: reason === undefined ? null : reasons[reason],
        MatchedBank: bankName,
        ResponseWithinSla: true,
      },
    },
  });
}

/** Whether a payment to the account needs secondary reference data: to no account here. */
function validateSecondary(call: ApiCall): Reply {
  const { SchemeName, Identification } = readSecondary(call);
  requireScheme(SchemeName, Identification);
  return reply(200, { Data: { Required: false, BankName: bankName, Identification } });
}

function readCheck(call: ApiCall) {
  return asCop(() => readBody(call.exchange, checkRequest, rules.copName));
}

function readSecondary(call: ApiCall) {
  return asCop(() => readBody(call.exchange, secondaryRequest, rules.copName));
}

/** These operations have an error body of their own. */
function asCop<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ApiRefusal && error.rule === rules.copName) throw copRefusal(error.reason);
    throw error;
  }
}

function requireScheme(schemeName: string, identification: string): void {
  if (schemeName !== "SortCodeAccountNumber") throw copRefusal("Expected SchemeName SortCodeAccountNumber.");
  if (!/^\d{14}$/.test(identification)) {
    throw copRefusal("Expected Identification to be 6 digits of sort code and 8 of account number.");
  }
}

function copRefusal(reason: string): ApiRefusal {
  return new ApiRefusal(
    rules.copName,
    reason,
    reply(400, { Error: { Reason: reason, ParticipantName: null } }),
  );
}

function opt(call: ApiCall, parameters: Parameters): Reply {
  const { account, virtualAccount } = requireHolder(call.ledger, parameters);
  const owner = virtualAccount ?? account;
  const { optOut, optOutReason } = readBody(call.exchange, optRequest);
  const wasOut = owner.copOptOut !== undefined;
  if (optOut) owner.copOptOut = optOutReason ?? "";
  else delete owner.copOptOut;
  call.changed();
  if (!optOut || !wasOut) return noContent;
  return reply(200, { data: "Account already opted out. New reason recorded.", verificationReport: "" });
}

export const copRoutes: readonly Route[] = [
  route("POST", "/open-banking/outbound/v1/name-verification", verify),
  route("POST", "/open-banking/outbound/v1/srd/validate", validateSecondary),
  route("PUT", "/v1/Cop/opt/accounts/{accountId}", opt),
  route("PUT", "/v1/Cop/opt/accounts/{accountId}/virtual/{virtualAccountId}", opt),
];
