import { Mt599Error } from "./mt599-error.js";

/** What a line of field 79 holds. */
export const lineLength = 50;
export const maxLines = 35;

/** At the start of a line `:` would begin a field, and `-` would end the text. */
export const forbiddenStart: RegExp = /^[:-]/;

/**
 * Breaks a line into lines of at most 50 characters: between words, and inside a word only where it fills a line
 * by itself. No line begins with `:` or `-`; a word that does stays with the one before it.
 *
 * @throws {@link Mt599Error} `ERR_MT599_NARRATIVE` where that cannot be done.
 */
export function wrapLine(text: string): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const unit of unitsOf(text)) {
    if (line !== "" && line.length + 1 + unit.length <= lineLength) {
      line += ` ${unit}`;
      continue;
    }
    if (line !== "") lines.push(line);
    line = unit;
    while (line.length > lineLength) {
      const end = breakAt(line);
      lines.push(line.slice(0, end).trimEnd());
      line = line.slice(end).trimStart();
    }
  }
  return line === "" ? lines : [...lines, line];
}

/** Words, each with those behind it that cannot begin a line. */
function unitsOf(text: string): readonly string[] {
  const units: string[] = [];
  for (const word of text.split(" ").filter((each) => each !== "")) {
    const previous = units.at(-1);
    if (!forbiddenStart.test(word)) units.push(word);
    else if (previous === undefined) throw unbreakable(word);
    else units[units.length - 1] = `${previous} ${word}`;
  }
  return units;
}

/** Where a part that is too long is best broken: behind the last sign or blank that fits, else at the end of the line. */
function breakAt(part: string): number {
  const ends = Array.from({ length: lineLength }, (_, index) => lineLength - index).filter(
    (end) => !forbiddenStart.test(part.slice(end).trimStart()),
  );
  const end =
    ends.find((each) => each > lineLength / 2 && /[/?).,+ -]/.test(part.charAt(each - 1))) ?? ends[0];
  if (end === undefined) throw unbreakable(part);
  return end;
}

function unbreakable(part: string): Mt599Error {
  return new Mt599Error(
    "ERR_MT599_NARRATIVE",
    `No line may begin with ":" or "-", and "${part.slice(0, 20)}" cannot be broken otherwise: write it differently.`,
  );
}
