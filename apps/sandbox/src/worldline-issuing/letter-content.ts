import type { LetterTemplate, ParameterValue } from "./products-state.js";

/** The letter as XML: the template's structure, with the value of each parameter where its name stands. */
export function writeLetter({ structure }: LetterTemplate, values: readonly ParameterValue[]): string {
  return structure.replace(/\{(\w+)\}/g, (_braces, name: string) => {
    const value = values.find(({ parameterName }) => parameterName === name);
    return value?.valueList?.map(writeRow).join("") ?? escapeXml(value?.value ?? "");
  });
}

function writeRow({ subParameters }: NonNullable<ParameterValue["valueList"]>[number]): string {
  const cells = subParameters.map(
    ({ subParameterName: name, value }) => `<${name}>${escapeXml(value)}</${name}>`,
  );
  return `<row>${cells.join("")}</row>`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

function escapeXml(text: string): string {
  return text.replace(/[&<>]/g, (character) => entities[character] ?? character);
}
