import { visible } from "./visible.js";

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * JSON over several lines, every name, number and text as it was written: parsing would round long numbers and
 * drop a name that is there twice.
 *
 * @param json that JSON.parse accepts.
 */
export function indentJson(json: string): string {
  let depth = 0;
  let previous = "";
  let text = "";
  const newLine = () => `\n${"  ".repeat(depth)}`;
  for (const [part] of json.matchAll(token)) {
    const isClosing = part === "}" || part === "]";
    const wasOpening = previous === "{" || previous === "[";
    if (isClosing) depth -= 1;
    if (previous === "," || wasOpening !== isClosing) text += newLine();
    text += part === ":" ? ": " : visible(part);
    if (part === "{" || part === "[") depth += 1;
    previous = part;
  }
  return text;
}
