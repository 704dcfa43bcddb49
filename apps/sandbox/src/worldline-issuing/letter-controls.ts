import { quoted, Refusal } from "../wire/refusal.js";
import * as rules from "./letter-rules.js";
import { choicesOf } from "./letter-values.js";
import type { LetterTemplate, ParameterValue, TemplateParameter } from "./products-state.js";

/** What is given for a parameter, and what would have been computed. */
interface Given {
  readonly parameter: TemplateParameter;
  readonly value: ParameterValue;
  readonly computed: ParameterValue | undefined;
}

/**
 * The values that a letter is made with, in the order of the template's parameters: what is given, once it has passed
 * the controls, and for the rest what is computed.
 *
 * @throws Refusal
 */
export function settleValues(
  { parameters }: LetterTemplate,
  given: readonly Partial<ParameterValue>[],
  compute: (parameter: TemplateParameter) => ParameterValue | undefined,
): ParameterValue[] {
  const values = byName(parameters, given);
  return parameters.map((parameter) => {
    const computed = compute(parameter);
    const value = values.get(parameter.name);
    if (value !== undefined) {
      for (const control of controls) control({ parameter, value, computed });
    }
    const settled = value ?? computed;
    if (settled === undefined) {
      const reason = `No value can be computed for ${parameter.name}: give one in letterTemplateParameterValues.`;
      throw new Refusal(rules.valueMissing, reason);
    }
    return settled;
  });
}

function byName(
  parameters: readonly TemplateParameter[],
  given: readonly Partial<ParameterValue>[],
): ReadonlyMap<string, ParameterValue> {
  const values = new Map<string, ParameterValue>();
  for (const { parameterName = "", value, valueList } of given) {
    const parameter = parameters.find(({ name }) => name === parameterName);
    if (parameter === undefined || values.has(parameterName)) {
      const known = parameters.map(({ name }) => name).join(", ");
      const reason = `Expected values for ${known}, each at most once, got ${quoted(parameterName)}.`;
      throw new Refusal(rules.parameter, reason);
    }
    // A prefilled list comes with its choices: whoever sends it back means the value alone.
    if (isCollection(parameter) && valueList !== undefined)
      values.set(parameterName, { parameterName, valueList });
    else if (!isCollection(parameter) && value !== undefined)
      values.set(parameterName, { parameterName, value });
    else {
      const wanted = isCollection(parameter) ? "valueList" : "value";
      throw new Refusal(rules.parameter, `Expected a ${wanted} for ${parameterName}.`);
    }
  }
  return values;
}

const controls: readonly ((given: Given) => void)[] = [
  function matchesValidator({ parameter: { name, validation }, value: { value = "" } }) {
    if (validation === undefined || new RegExp(`^(?:${validation})$`, "u").test(value)) return;
    throw new Refusal(rules.validator, `Expected ${name} to match ${validation}, got ${quoted(value)}.`);
  },
  function belongsToList({ parameter, value: { value = "" } }) {
    const choices = choicesOf(parameter);
    if (choices === undefined || choices.includes(value)) return;
    const reason = `Expected ${parameter.name} to be one of ${choices.join(", ")}, got ${quoted(value)}.`;
    throw new Refusal(rules.list, reason);
  },
  function equalsWhatIsNotModifiable({ parameter, value, computed }) {
    if (parameter.editable || isSame(parameter, value, computed)) return;
    const reason = `${parameter.name} cannot be modified: leave it out, or give what the prefilled template shows.`;
    throw new Refusal(rules.notModifiable, reason);
  },
  function differsFromWhatIsInvalid({ parameter, value, computed }) {
    if (!parameter.invalid || !isSame(parameter, value, computed)) return;
    const reason = `What is computed for ${parameter.name} is invalid: give another value.`;
    throw new Refusal(rules.invalidValue, reason);
  },
];

function isSame(
  parameter: TemplateParameter,
  one: ParameterValue,
  other: ParameterValue | undefined,
): boolean {
  if (!isCollection(parameter)) return one.value === other?.value;
  return JSON.stringify(rowsOf(one)) === JSON.stringify(other && rowsOf(other));
}

/** Without regard to the order of members. */
function rowsOf({ valueList = [] }: ParameterValue): readonly (readonly [string, string])[][] {
  return valueList.map(({ subParameters = [] }) =>
    subParameters.map(({ subParameterName, value }) => [subParameterName, value] as const),
  );
}

function isCollection({ subParameters }: TemplateParameter): boolean {
  return subParameters !== undefined;
}
