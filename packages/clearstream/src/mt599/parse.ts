import { findForbiddenCharacter } from "./characters.js";
import { clearstreamTerminal, type Mt599Envelope, readEnvelope } from "./envelope.js";
import { Mt599Error, type Mt599ErrorCode, type Mt599Problem } from "./mt599-error.js";
import { referenceMistake } from "./reference.js";
import { forbiddenStart, lineLength, maxLines } from "./wrap.js";

/** What an MT599 says. */
export interface Mt599 {
  /** Undefined where the text was fields alone. */
  readonly envelope?: Mt599Envelope;
  /** Field 20. */
  readonly reference: string;
  /** Field 21. */
  readonly relatedReference?: string;
  /** Field 79, line by line. */
  readonly narrative: readonly string[];
}

/**
 * Reads an MT599 to Clearstream: fields 20, 21 and 79, with the blocks around them or without.
 *
 * @throws {@link Mt599Error} with the first of what {@link validateMt599} finds.
 *
 * @example
 * ```ts
 * const { reference, narrative } = parseMt599(text);
 * ```
 */
export function parseMt599(text: string): Mt599 {
  const { message, problems } = read(text);
  const [problem] = problems;
  if (problem) throw new Mt599Error(problem.code, problem.message);
  return message;
}

/**
 * Finds what keeps an MT599 from being carried to Clearstream.
 *
 * @returns nothing where it is in order.
 *
 * @example
 * ```ts
 * for (const { line, message } of validateMt599(text)) console.error(line, message);
 * ```
 * @see SWIFT, MT 599 (n99); character set X
 */
export function validateMt599(text: string): readonly Mt599Problem[] {
  return read(text).problems;
}

const fieldOrder = ["20", "21", "79"];

interface Field {
  readonly tag: string;
  readonly line: number;
  readonly lines: readonly string[];
}

function read(text: string): { readonly message: Mt599; readonly problems: readonly Mt599Problem[] } {
  const problems: Mt599Problem[] = [];
  const report = (code: Mt599ErrorCode, message: string, line?: number) =>
    problems.push({ code, message, ...(line !== undefined && { line }) });
  const opened = readEnvelope(text);
  if (!opened) {
    const message = "The blocks are not those of an MT599 that is sent: {1:F01…}{2:I599…}{4:…-}.";
    report("ERR_MT599_ENVELOPE", message);
    return { message: { reference: "", narrative: [] }, problems };
  }
  const { envelope } = opened;
  if (envelope && envelope.receiver !== clearstreamTerminal) {
    report("ERR_MT599_ENVELOPE", `The message is to ${envelope.receiver}, not to ${clearstreamTerminal}.`, 1);
  }
  // The first line of the text is behind the blocks.
  const lines = readLines(opened.fields, envelope ? 2 : 1, report);
  const fields = readFields(lines, report);
  const contentOf = (tag: string) => fields.find((field) => field.tag === tag);
  for (const { tag, line, lines: content } of fields) {
    if (tag === "79") checkNarrative(content, line, report);
    else checkReference(tag, content, line, report);
  }
  for (const tag of ["20", "79"]) {
    if (!contentOf(tag)) report("ERR_MT599_FIELD", `Field ${tag} is missing.`);
  }
  const relatedReference = contentOf("21")?.lines[0];
  return {
    message: {
      ...(envelope && { envelope }),
      reference: contentOf("20")?.lines[0] ?? "",
      ...(relatedReference !== undefined && { relatedReference }),
      narrative: contentOf("79")?.lines ?? [],
    },
    problems,
  };
}

type Report = (code: Mt599ErrorCode, message: string, line?: number) => void;
type NumberedLine = readonly [text: string, number: number];

function readLines(fields: string, first: number, report: Report): readonly NumberedLine[] {
  const raw = fields.split("\n");
  return raw.map((line, index) => {
    const number = first + index;
    const text = line.endsWith("\r") ? line.slice(0, -1) : line;
    if (index < raw.length - 1 && text === line) {
      report("ERR_MT599_LINE", `Line ${number} ends with LF alone; SWIFT wants CR and LF.`, number);
    }
    if (text === "") report("ERR_MT599_LINE", `Line ${number} is empty.`, number);
    const forbidden = findForbiddenCharacter(text);
    if (forbidden) {
      const { name, position } = forbidden;
      const message = `Line ${number} has ${name} at position ${position}, which a SWIFT message cannot carry.`;
      report("ERR_MT599_CHARACTER", message, number);
    }
    return [text, number];
  });
}

/** A line that begins with `:` begins a field. */
function readFields(lines: readonly NumberedLine[], report: Report): readonly Field[] {
  const fields: { tag: string; line: number; lines: string[] }[] = [];
  for (const [text, line] of lines) {
    const [, tag, content = ""] = /^:(\d{2}[A-Z]?):(.*)$/s.exec(text) ?? [];
    const current = fields.at(-1);
    if (tag !== undefined) {
      if (!isInOrder(tag, current?.tag)) {
        const message = `Line ${line}: field ${tag} has no place there; the fields are 20, 21 (optional) and 79, once each.`;
        report("ERR_MT599_FIELD", message, line);
      }
      fields.push({ tag, line, lines: [content] });
    } else if (forbiddenStart.test(text)) {
      report("ERR_MT599_FIELD", `Line ${line} begins with "${text.charAt(0)}", but with no field.`, line);
    } else if (current) current.lines.push(text);
    else report("ERR_MT599_FIELD", `Line ${line} is before the first field.`, line);
  }
  return fields.filter(({ tag }) => fieldOrder.includes(tag));
}

function isInOrder(tag: string, previous: string | undefined): boolean {
  return fieldOrder.indexOf(tag) > (previous === undefined ? -1 : fieldOrder.indexOf(previous));
}

function checkReference(
  tag: string,
  [reference = "", ...more]: readonly string[],
  line: number,
  report: Report,
): void {
  const mistake = more.length > 0 ? "has more than one line" : referenceMistake(reference);
  if (mistake) report("ERR_MT599_REFERENCE", `Field ${tag} ${mistake}.`, line);
}

function checkNarrative(lines: readonly string[], first: number, report: Report): void {
  if (lines.length > maxLines) {
    report("ERR_MT599_NARRATIVE", `Field 79 has ${lines.length} lines; ${maxLines} are the most.`, first);
  }
  if (lines[0] === "") report("ERR_MT599_NARRATIVE", "The first line of field 79 is empty.", first);
  for (const [index, { length }] of lines.entries()) {
    if (length <= lineLength) continue;
    const line = first + index;
    report("ERR_MT599_NARRATIVE", `Line ${line} has ${length} characters; ${lineLength} are the most.`, line);
  }
}
