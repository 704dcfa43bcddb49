import type { Reply } from "../../wire/exchange.js";
import { jsonReply } from "../../wire/exchange.js";
import { Refusal } from "../../wire/refusal.js";
import type { ClearBankRule } from "../rules.js";
import type { ApiRule } from "./rules.js";
import * as rules from "./rules.js";

/** A refusal whose answer is not the common problem document. */
export class ApiRefusal extends Refusal<ClearBankRule> {
  readonly answer: Reply;

  constructor(rule: ClearBankRule, reason: string, answer: Reply) {
    super(rule, reason);
    this.answer = answer;
  }
}

/** What is wrong, by the path of the member or the name of the parameter. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** A problem document that says field by field what is wrong. */
export function invalid(errors: FieldErrors, rule: ApiRule = rules.validation): ApiRefusal {
  const text = Object.entries(errors).map(([field, texts]) => `${field}: ${texts.join(" ")}`);
  return new ApiRefusal(rule, text.join(" "), fieldProblem(rule, errors));
}

/** Not found, with an empty body. */
export function notFound(reason: string): ApiRefusal {
  return new ApiRefusal(rules.unknown, reason, { status: 404, headers: {}, body: "" });
}

/** Not found, where a problem document is published for it. */
export function notFoundProblem(field: string, reason: string): ApiRefusal {
  return new ApiRefusal(rules.unknown, reason, fieldProblem(rules.unknown, { [field]: [reason] }));
}

function fieldProblem(rule: ApiRule, errors: FieldErrors): Reply {
  const title = rule.title ?? "One or more validation errors occurred.";
  return jsonReply(
    rule.status,
    {
      type: "about:blank",
      title,
      status: rule.isStatusText ? String(rule.status) : rule.status,
      detail: Object.values(errors).flat().join(" "),
      errors,
    },
    { "Content-Type": "application/problem+json" },
  );
}
