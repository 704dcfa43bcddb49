import type { IssuingRule } from "./rules.js";

const generation = "Generate letter for a card (beta)";
const objects = "reference/worldline-issuing-objects.json";

export const parameter: IssuingRule = {
  id: "worldline-issuing.letter.parameter",
  status: 400,
  source: `${objects}, LetterTemplateParameterValue`,
  summary:
    "a value is for a parameter of the template, each at most once: rows for a collection, text for others",
};

export const validator: IssuingRule = {
  id: "worldline-issuing.letter.validator",
  status: 400,
  source: generation,
  summary: "a value matches the regular expression of its parameter, from end to end",
};

export const list: IssuingRule = {
  id: "worldline-issuing.letter.list",
  status: 400,
  source: generation,
  summary: "a value of a list is one of those that the prefilled template shows",
};

export const notModifiable: IssuingRule = {
  id: "worldline-issuing.letter.not-modifiable",
  status: 400,
  source: generation,
  summary: "where a parameter is not editable, a given value is the computed one",
};

export const invalidValue: IssuingRule = {
  id: "worldline-issuing.letter.invalid-value",
  status: 400,
  source: generation,
  summary: "where the computed value is invalid, a given one is another",
};

export const templateValidator: IssuingRule = {
  id: "worldline-issuing.letter.template-validator",
  status: 400,
  source: generation,
  summary:
    "a generated letter passes its template's validator: characters that XML may have, and the elements of the " +
    "letter in order, each with text that is not too long",
};

export const valueMissing: IssuingRule = {
  id: "worldline-issuing.letter.value-missing",
  status: 400,
  source: `${generation}; ${objects}, LetterTemplateParameter`,
  summary: "a value is only left out where the system computes one",
};

export const validation: IssuingRule = {
  id: "worldline-issuing.letter.validation",
  status: 400,
  source: `${objects}, _Letter_rules`,
  summary: "only a letter whose status is VALIDATION_NEEDED is validated",
};

export const deletion: IssuingRule = {
  id: "worldline-issuing.letter.deletion",
  status: 400,
  source: `${objects}, _Letter_rules`,
  summary: "a letter is deleted on the day of its generation, in UTC; cut-off hours are not played",
};
