import type { HttpMessage } from "../cavage/http-message.js";
import { type CoveredLine, fieldEntries, lenientValue, renderBase, replaceValue } from "./covered-lines.js";
import type { SignatureCause } from "./explanation.js";
import { arrangements, subsetsInOrder } from "./header-lists.js";
import { typographicForms } from "./quotes.js";
import { alteredTargets, urls } from "./target-forms.js";
import { otherNames, otherValues } from "./value-forms.js";

/** What a string is guessed from: the lines that should have been signed, and the message that they are of. */
export interface Signing {
  readonly lines: readonly CoveredLine[];
  readonly base: string;
  readonly message: HttpMessage;
}

/** A string that may have been signed, and what is particular to it. */
type Guess = readonly [text: string | Uint8Array, what: string];

export interface StringMistake extends Omit<SignatureCause, "message"> {
  /** The sentence, which begins in the same way for all guesses. */
  readonly message: (what: string) => string;
  strings(signing: Signing): Iterable<Guess>;
}

const wanted = "one line `name: value` for each name of headers, in that order, with names in lower case";

/** How the string to be signed is got wrong, from what is seen most to what costs most to try. */
export const stringMistakes: readonly StringMistake[] = [
  {
    code: "trailing-newline",
    message: (what) => `The string that was signed has ${what}.`,
    fix: "Put \\n between the lines only: nothing before the first one, nothing after the last one.",
    *strings({ base }) {
      yield [`${base}\n`, "a line feed at its end"];
      yield [`${base}\r\n`, "\\r\\n at its end"];
      yield [`${base.replaceAll("\n", "\r\n")}\r\n`, "\\r\\n between its lines and at its end"];
      yield [`\n${base}`, "a line feed at its start"];
      yield [`${base} `, "a blank at its end"];
    },
  },
  {
    code: "line-separator",
    message: (what) => `The lines of the string that was signed are joined by ${what}.`,
    fix: "Join the lines by a line feed alone: \\n, not the line separator of the system.",
    *strings({ lines }) {
      const separators = {
        "\r\n": "\\r\\n",
        " ": "blanks",
        "": "nothing",
        ", ": "commas",
        "\\n": "a backslash and an n",
      };
      for (const [separator, what] of Object.entries(separators)) yield [renderBase(lines, separator), what];
    },
  },
  {
    code: "upper-case-names",
    message: (what) => `The string that was signed has its header names ${what}.`,
    fix: "Write the names in lower case in the string that is signed; in the message they may be in any case.",
    *strings({ lines, message }) {
      const sent = new Map(fieldEntries(message).map(([name]) => [name.toLowerCase(), name]));
      const rename = (change: (name: string) => string) =>
        renderBase(lines.map(({ name, value }) => ({ name: change(name), value })));
      yield [rename((name) => name.toUpperCase()), "in upper case"];
      yield [rename((name) => (name.startsWith("(") ? name : name.toUpperCase())), "in upper case"];
      yield [rename((name) => sent.get(name) ?? name), "as they stand in the message, not in lower case"];
      yield [
        rename((name) => name.replace(/(?<![a-z])[a-z]/g, (first) => first.toUpperCase())),
        "capitalised",
      ];
      yield [
        rename((name) =>
          name.startsWith("(") ? name : name.replace(/(?<![a-z])[a-z]/g, (first) => first.toUpperCase()),
        ),
        "capitalised",
      ];
    },
  },
  {
    code: "method-case",
    message: (what) => `The (request-target) that was signed has the method ${what}.`,
    fix: "Write the method in lower case in (request-target): post, not POST.",
    *strings(signing) {
      const { method = "", target = "" } = signing.message;
      yield* withTargets(signing, [[`${method.toUpperCase()} ${target}`, "in upper case"]]);
    },
  },
  {
    code: "query-missing",
    message: () => "The (request-target) that was signed is the path without its query.",
    fix: "Sign path and query exactly as they stand on the request line.",
    *strings(signing) {
      const { method = "", target = "" } = signing.message;
      const path = target.replace(/\?.*/s, "");
      yield* withTargets(signing, [
        [`${method.toLowerCase()} ${path}`, ""],
        [`${method.toUpperCase()} ${path}`, ""],
      ]);
    },
  },
  {
    code: "absolute-url",
    message: (what) => `The (request-target) that was signed is ${what}.`,
    fix: "Sign path and query as they stand on the request line, without scheme and host.",
    *strings(signing) {
      yield* withTargets(signing, urls(signing.message, lenientValue(signing.message, "host")));
    },
  },
  {
    code: "target-altered",
    message: (what) => `The (request-target) that was signed is another than that of the message: ${what}.`,
    fix: "Sign method and path exactly as they arrive; a proxy in between may rewrite paths and escapes.",
    *strings(signing) {
      yield* withTargets(signing, alteredTargets(signing.message));
    },
  },
  {
    code: "header-missing",
    message: (what) => `headers names more than was signed: the string that was signed ${what}.`,
    fix: `Sign ${wanted}; where the message has no such header, leave its name out of headers.`,
    *strings({ lines }) {
      yield* withoutLines(lines);
    },
  },
  {
    code: "header-order",
    message: (what) =>
      `The headers were signed in another order than headers names them: the string has ${what}.`,
    fix: "Write headers from the same list that the string is built from.",
    *strings({ lines, message }) {
      const wire = fieldEntries(message).map(([name]) => name.toLowerCase());
      for (const order of arrangements(lines, wire)) {
        yield [renderBase(order), order.map(({ name }) => name).join(" ")];
      }
    },
  },
  {
    code: "header-added",
    message: (what) => `The string that was signed has a line that headers does not name: ${what}.`,
    fix: "Write headers from the same list that the string is built from.",
    *strings({ lines, message }) {
      const covered = new Set(lines.map(({ name }) => name));
      const { method, target } = message;
      const others = [...new Set(fieldEntries(message).map(([name]) => name.toLowerCase()))]
        .filter((name) => !covered.has(name))
        .map((name) => ({ name, value: lenientValue(message, name) ?? "" }));
      if (method && target && !covered.has("(request-target)")) {
        others.push({ name: "(request-target)", value: `${method.toLowerCase()} ${target}` });
      }
      for (const other of others) {
        for (let index = 0; index <= lines.length; index++)
          yield [renderBase(lines.toSpliced(index, 0, other)), other.name];
      }
    },
  },
  {
    code: "header-renamed",
    message: (what) => `A header was signed under another name, or with another one's value: ${what}.`,
    fix: "Sign each header under the name that stands in headers and in the message, and with its own value.",
    *strings(signing) {
      yield* withLine(signing, ({ name, value }) =>
        otherNames(name).map((other) => [{ name: other, value }, `${other} for ${name}`]),
      );
      yield* withLine(signing, ({ name }) =>
        fieldEntries(signing.message).map(([other, value]) => [
          { name, value },
          `${name} with the value of ${other.toLowerCase()}`,
        ]),
      );
    },
  },
  {
    code: "header-altered",
    message: (what) => `A header was signed with another value than the message has: ${what}.`,
    fix: "Sign the very text that is sent, and make sure that nothing in between rewrites the header.",
    *strings(signing) {
      yield* withLine(signing, ({ name, value }) =>
        otherValues(name, value, signing.message).map(([other, what]) => [
          { name, value: other },
          `${name} ${what}`,
        ]),
      );
    },
  },
  {
    code: "typographic-quotes",
    message: () =>
      "The string that was signed has typographic quotes (“ ”) where the message has straight ones.",
    fix: 'Write straight quotes ("), and copy examples from plain text, not from a word processor or PDF.',
    *strings({ base }) {
      for (const form of typographicForms(base)) yield [Buffer.from(form), ""];
    },
  },
  {
    code: "header-altered",
    message: () =>
      "The string that was signed was encoded as UTF-8, but the header has one byte per character.",
    fix: "Sign the bytes that the header has on the wire; best, send ASCII only.",
    *strings({ base }) {
      yield [Buffer.from(base, "utf8"), ""];
    },
  },
  {
    code: "line-format",
    message: (what) => `The lines of the string that was signed have another form: ${what}.`,
    fix: `Sign ${wanted}: a colon and one blank behind the name.`,
    *strings({ lines }) {
      const forms: readonly (readonly [(line: CoveredLine) => string, string])[] = [
        [({ name, value }) => `${name}:${value}`, "no blank behind the colon"],
        [({ name, value }) => `${name} : ${value}`, "a blank before the colon"],
        [({ name, value }) => `${name}=${value}`, "= in the place of the colon"],
        [({ name, value }) => `${name} ${value}`, "no colon"],
        [({ name, value }) => `${name}: "${value}"`, "quotes around the value"],
        [({ value }) => value, "values without names"],
        [
          ({ name, value }) => (name === "(request-target)" ? value : `${name}: ${value}`),
          "no (request-target): before method and path",
        ],
      ];
      for (const [form, what] of forms)
        for (const separator of ["\n", "", " "]) yield [lines.map(form).join(separator), what];
    },
  },
];

function* withTargets(signing: Signing, targets: Iterable<Guess>): Generator<Guess> {
  for (const [target, what] of targets) {
    yield [renderBase(replaceValue(signing.lines, "(request-target)", String(target))), what];
  }
}

/** Each line in turn replaced by others. */
function* withLine(
  { lines }: Signing,
  others: (line: CoveredLine) => readonly (readonly [CoveredLine, string])[],
): Generator<Guess> {
  for (const [index, line] of lines.entries()) {
    for (const [other, what] of others(line)) yield [renderBase(lines.with(index, other)), what];
  }
}

function* withoutLines(lines: readonly CoveredLine[]): Generator<Guess> {
  for (const rest of subsetsInOrder(lines)) {
    const missing = lines.filter((line) => !rest.includes(line)).map(({ name }) => name);
    yield [renderBase(rest), `lacks ${missing.join(" and ")}`];
  }
  for (const value of ["", "undefined", "null", "None"]) {
    for (const [index, { name }] of lines.entries())
      yield [renderBase(lines.with(index, { name, value })), `has "${value}" as the value of ${name}`];
  }
}
