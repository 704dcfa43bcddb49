import { quoted, Refusal } from "../wire/refusal.js";
import type { HandlersOf, IssuingCall } from "./call.js";
import { dateTime } from "./date-times.js";
import { cards, requireNamed } from "./find.js";
import { writeLetter } from "./letter-content.js";
import { settleValues } from "./letter-controls.js";
import * as rules from "./letter-rules.js";
import { requireTemplate, subjectOf } from "./letter-templates.js";
import { validateLetter } from "./letter-validator.js";
import { computeValue } from "./letter-values.js";
import type { Letter, ParameterValue } from "./products-state.js";
import { notFound } from "./rules.js";

interface GenerateRequest {
  readonly letterTemplateIdentifier: { readonly letterTemplateReference: string };
  readonly letterTemplateParameterValues?: readonly Partial<ParameterValue>[];
  readonly validationNeeded?: boolean;
}

export const letterHandlers: HandlersOf<"letters"> = {
  "letters.generate": (call) => {
    const { letterTemplateIdentifier, letterTemplateParameterValues, validationNeeded } =
      call.body as GenerateRequest;
    const subject = subjectOf(call);
    const template = requireTemplate(call.issuer, letterTemplateIdentifier.letterTemplateReference);
    const values = settleValues(template, letterTemplateParameterValues ?? [], (parameter) =>
      computeValue(parameter, subject),
    );
    const content = writeLetter(template, values);
    if (template.validator !== undefined) validateLetter(content, template.validator);
    const { cardReference } = subject.card.cardIdentifier;
    const letter: Letter = {
      cardReference,
      letterIdentifier: { letterId: call.context.random.uuid() },
      name: `${template.letterTemplateIdentifier.letterTemplateReference} ${cardReference}`,
      description: template.description,
      content: Buffer.from(content).toString("base64"),
      outputFormat: template.outputFormat,
      category: template.category,
      validationStatus: validationNeeded === true ? "VALIDATION_NEEDED" : "VALIDATED",
      generationDate: dateTime(subject.now),
    };
    call.issuer.letters.push(letter);
    const { letterIdentifier, name, generationDate } = letter;
    return { letterIdentifier, name, generationDate };
  },

  "letters.retrieve": (call) => {
    const { cardReference: _kept, ...letter } = requireLetter(call);
    return { issuerId: call.issuer.issuerId, ...letter };
  },

  "letters.validate": (call) => {
    const letter = requireLetter(call);
    if (letter.validationStatus !== "VALIDATION_NEEDED") {
      const reason = `Expected a letter whose status is VALIDATION_NEEDED, this one is ${letter.validationStatus}.`;
      throw new Refusal(rules.validation, reason);
    }
    letter.validationStatus = "VALIDATED";
    return { letterIdentifier: letter.letterIdentifier, validationStatus: letter.validationStatus };
  },

  "letters.delete": (call) => {
    const letter = requireLetter(call);
    const [today, generated] = [dateTime(call.context.now()), letter.generationDate].map((each) =>
      each.slice(0, 10),
    );
    if (today !== generated) {
      const reason = `Expected the letter to be deleted on ${generated}, the day of its generation; it is ${today}.`;
      throw new Refusal(rules.deletion, reason);
    }
    call.issuer.letters.splice(call.issuer.letters.indexOf(letter), 1);
    return { letterIdentifier: letter.letterIdentifier };
  },
};

function requireLetter({ issuer, names }: IssuingCall): Letter {
  const { cardReference } = requireNamed(cards, issuer, names).cardIdentifier;
  const found = issuer.letters.find(
    (letter) => letter.cardReference === cardReference && letter.letterIdentifier.letterId === names.letterId,
  );
  if (found !== undefined) return found;
  throw new Refusal(
    notFound,
    `The card has no letter ${quoted(names.letterId ?? "")}; a deleted one is gone.`,
  );
}
