import { apiRules } from "./clearbank/api/institution.js";
import * as clearBankRules from "./clearbank/rules.js";
import * as clearstreamRules from "./clearstream/rules.js";
import { bodySize } from "./wire/institution-server.js";
import type { Rule } from "./wire/refusal.js";
import * as worldlineRules from "./worldline/rules.js";
import * as adviceRules from "./worldline-issuing/advice-rules.js";
import * as letterRules from "./worldline-issuing/letter-rules.js";
import * as issuingRules from "./worldline-issuing/rules.js";

/** Every rule that the sandbox enforces. The part of an id before the first point names the institution. */
export function listRules(): Rule[] {
  const tables: readonly Rule[][] = [
    Object.values(clearBankRules),
    Object.values(apiRules),
    Object.values(clearstreamRules),
    Object.values(worldlineRules),
    Object.values(issuingRules),
    Object.values(letterRules),
    Object.values(adviceRules),
    [bodySize],
  ];
  return tables.flat().map(({ id, status, source, summary }) => ({ id, status, source, summary }));
}
