import { quoted, Refusal } from "../wire/refusal.js";
import type { HandlersOf, IssuingCall } from "./call.js";
import { cardContracts, cards, customers, requireNamed } from "./find.js";
import { choicesOf, computeValue, type LetterSubject } from "./letter-values.js";
import type { LetterTemplate, ParameterValue, TemplateParameter } from "./products-state.js";
import { embedded } from "./project.js";
import { notFound } from "./rules.js";
import type { IssuerState } from "./state.js";

export const letterTemplateHandlers: HandlersOf<"letterTemplates"> = {
  "letterTemplates.list": ({ issuer }) => issuer.letterTemplates.map((template) => show(issuer, template)),

  "letterTemplates.retrieve": ({ issuer, names }) =>
    show(issuer, requireTemplate(issuer, names.letterTemplateReference)),

  "letterTemplates.prefill": (call) => {
    const template = requireTemplate(call.issuer, call.names.letterTemplateReference);
    const subject = subjectOf(call);
    return {
      ...show(call.issuer, template),
      parameters: template.parameters,
      parametersValues: template.parameters.flatMap((parameter) => prefill(parameter, subject)),
    };
  },
};

function show(
  { issuerId }: IssuerState,
  { parameters, validator: _kept, ...template }: LetterTemplate,
): Record<string, unknown> {
  return { issuerId, ...template, parameters: embedded(() => parameters) };
}

/** What is computed and, for a list, the values to choose from. */
function prefill(parameter: TemplateParameter, subject: LetterSubject): ParameterValue[] {
  const computed = computeValue(parameter, subject);
  if (computed === undefined) return [];
  const choices = choicesOf(parameter);
  if (choices === undefined) return [computed];
  const valueList = choices.map((value) => ({
    subParameters: [{ subParameterName: parameter.name, value }],
  }));
  return [{ ...computed, valueList }];
}

/** @throws Refusal */
export function requireTemplate({ letterTemplates }: IssuerState, reference: string = ""): LetterTemplate {
  const found = letterTemplates.find(
    ({ letterTemplateIdentifier }) => letterTemplateIdentifier.letterTemplateReference === reference,
  );
  if (found !== undefined) return found;
  throw new Refusal(
    notFound,
    `There is no letter template ${quoted(reference)}: list them to see which there are.`,
  );
}

/** The card that the path names, its holder and the time. @throws Refusal */
export function subjectOf({ issuer, names, context }: IssuingCall): LetterSubject {
  const card = requireNamed(cards, issuer, names);
  const cardContract = requireNamed(cardContracts, issuer, card.cardContractIdentifier);
  const cardHolder = requireNamed(customers, issuer, cardContract.cardHolderIdentifier);
  return { issuer, card, cardHolder, now: context.now() };
}
