import { CliError } from "./errors.js";

/** A message as it stood on the wire. */
export interface RawMessage {
  /** Of a request. */
  readonly method?: string;
  /** Of a request: what stands between the method and the version. */
  readonly target?: string;
  /** Of a response. */
  readonly status?: number;
  /** In their order, names as they were written, a value's outer blanks gone; one character for each byte. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Everything behind the empty line, whatever Content-Length says. */
  readonly body: Uint8Array;
  /** Where the empty line starts: headers can be put in here. */
  readonly headersEnd: number;
  /** What the lines end in. */
  readonly lineEnd: "\r\n" | "\n";
}

const token = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
const requestLine = new RegExp(`^(${token}) ([\\x21-\\x7e\\x80-\\xff]+) HTTP/\\d(?:\\.\\d)?$`);
const statusLine = /^HTTP\/\d(?:\.\d)? (\d{3})(?: .*)?$/;
const field = new RegExp(`^(${token}):[ \\t]*(.*)$`);

/**
 * Reads a request or response of HTTP/1.1: start line, headers, an empty line, and the body as it is. Lines end in
 * CRLF or in LF. What people or programs read in different ways is refused: folded lines, blanks before the colon,
 * control characters, a chunked body.
 *
 * @throws CliError with `ERR_MESSAGE_MALFORMED` and the number of the line.
 * @see RFC 9112 sections 2 to 6
 */
export function parseRawMessage(bytes: Uint8Array): RawMessage {
  const { start, fields, headersEnd, bodyStart, lineEnd } = splitHead(bytes);
  const headers = fields.map(readField);
  const encoding = headers.find(([name]) => name.toLowerCase() === "transfer-encoding");
  if (encoding) {
    throw new CliError(
      "ERR_MESSAGE_MALFORMED",
      "The message has Transfer-Encoding: give it without that header and with the decoded body, which is what signatures cover.",
    );
  }
  return { ...readStartLine(start), headers, body: bytes.subarray(bodyStart), headersEnd, lineEnd };
}

interface Line {
  readonly text: string;
  readonly number: number;
}

function splitHead(bytes: Uint8Array): {
  start: Line;
  fields: Line[];
  headersEnd: number;
  bodyStart: number;
  lineEnd: "\r\n" | "\n";
} {
  let first: Line | undefined;
  const fields: Line[] = [];
  let lineEnd: "\r\n" | "\n" | undefined;
  for (let start = 0, number = 1; ; number++) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0) {
      throw malformed(number, "the message ends within its headers; an empty line has to stand behind them");
    }
    const isCrLf = end > start && bytes[end - 1] === 0x0d;
    const text = Buffer.from(bytes.subarray(start, isCrLf ? end - 1 : end)).toString("latin1");
    lineEnd ??= isCrLf ? "\r\n" : "\n";
    // Empty lines before the start line are passed over (RFC 9112 section 2.2).
    if (text === "" && first) return { start: first, fields, headersEnd: start, bodyStart: end + 1, lineEnd };
    if (first) fields.push({ text, number });
    else if (text !== "") first = { text, number };
    start = end + 1;
  }
}

function readStartLine({ text, number }: Line): Pick<RawMessage, "method" | "target" | "status"> {
  const [, method, target] = requestLine.exec(text) ?? [];
  if (method !== undefined && target !== undefined) return { method, target };
  const status = statusLine.exec(text)?.[1];
  if (status !== undefined) return { status: Number(status) };
  throw malformed(
    number,
    "it is neither a request line, as in POST /payments HTTP/1.1, nor a status line, as in HTTP/1.1 200 OK",
  );
}

function readField({ text, number }: Line): readonly [string, string] {
  if (/^[ \t]/.test(text)) throw malformed(number, "it starts with a blank: folded headers are refused");
  if (/^[^:]*[ \t]:/.test(text)) throw malformed(number, "a blank stands before the colon");
  const [, name, value] = field.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw malformed(number, "it is not a header, as in Name: value");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  if (/[\x00-\x08\x0a-\x1f\x7f]/.test(value)) {
    throw malformed(number, `the value of ${name} has a control character`);
  }
  // The look-behind keeps this linear where there are many blanks inside of the value.
  return [name, value.replace(/(?<![ \t])[ \t]+$/, "")];
}

function malformed(line: number, problem: string): CliError {
  return new CliError("ERR_MESSAGE_MALFORMED", `Not an HTTP/1.1 message: line ${line}: ${problem}.`);
}
