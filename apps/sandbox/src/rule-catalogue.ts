import { apiRules } from "./clearbank/api/institution.js";
import * as clearBankRules from "./clearbank/rules.js";
import * as clearstreamRules from "./clearstream/rules.js";
import { bodySize } from "./wire/institution-server.js";
import type { Rule } from "./wire/refusal.js";
import * as certificateRules from "./worldline/certificate-rules.js";
import * as connectionRules from "./worldline/connection-rules.js";
import * as messageRules from "./worldline/message-rules.js";
import * as paymentRules from "./worldline/payment-rules.js";
import * as signatureRules from "./worldline/signature-rules.js";
import * as tokenRules from "./worldline/token-rules.js";
import * as adviceRules from "./worldline-issuing/advice-rules.js";
import * as letterRules from "./worldline-issuing/letter-rules.js";
import * as issuingRules from "./worldline-issuing/rules.js";

/** Every rule that the sandbox enforces. The part of an id before the first point names the institution. */
export function listRules(): Rule[] {
  const tables: readonly Rule[][] = [
    Object.values(clearBankRules),
    Object.values(apiRules),
    Object.values(clearstreamRules),
    Object.values(connectionRules),
    Object.values(signatureRules),
    Object.values(tokenRules),
    Object.values(messageRules),
    Object.values(paymentRules),
    Object.values(certificateRules),
    Object.values(issuingRules),
    Object.values(letterRules),
    Object.values(adviceRules),
    [bodySize],
  ];
  return tables.flat().map(({ id, status, source, summary }) => ({ id, status, source, summary }));
}
