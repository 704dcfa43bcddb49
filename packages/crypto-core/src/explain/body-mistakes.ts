import { createHash } from "node:crypto";
import type { SignatureCause } from "./explanation.js";
import { jsonForms } from "./json-forms.js";
import { straightenQuotes, typographicForms } from "./quotes.js";

/** What was hashed or signed in the place of the body that is here. */
interface BodyMistake extends SignatureCause {
  bodies(body: Uint8Array): Iterable<Uint8Array>;
}

const bom = Buffer.from([0xef, 0xbb, 0xbf]);
const rawBytes = "Hash the very bytes that are sent, and, on the other side, those that came in.";

/**
 * The bodies that people hash or sign in the place of the one they send, the likeliest and most particular first:
 * a body without its last newline is also a truncated one.
 */
const bodyMistakes: readonly BodyMistake[] = [
  {
    code: "body-newline",
    message:
      "a body that ends in another way: with a newline that this one does not have, or without its own",
    fix: `${rawBytes} Editors, echo and here-documents add a newline; use printf, or curl's --data-binary.`,
    *bodies(body) {
      for (const end of ["\n", "\r\n", "\0"]) yield Buffer.concat([body, Buffer.from(end)]);
      const stripped = Buffer.from(latin1(body).replace(/[\r\n]+$/, ""), "latin1");
      if (stripped.length < body.length) yield stripped;
    },
  },
  {
    code: "body-bom",
    message:
      "a body that starts in another way: with a byte order mark that this one does not have, or without",
    fix: "Leave the byte order mark out: new UTF8Encoding(false) in .NET, utf-8 and not utf-8-sig in Python.",
    *bodies(body) {
      if (hasBom(body)) yield body.subarray(3);
      else yield Buffer.concat([bom, body]);
    },
  },
  {
    code: "body-empty",
    message: "an empty body, while this one is not",
    fix: "Hash the body before something else reads its stream to the end, and give the hash its bytes.",
    *bodies(body) {
      if (body.length > 0) yield new Uint8Array();
    },
  },
  {
    code: "body-line-ends",
    message: "a body with other line ends: \\r\\n in the place of \\n, or the other way round",
    fix: `${rawBytes} Git, editors and FTP in text mode change line ends.`,
    *bodies(body) {
      const text = latin1(body).replaceAll("\r\n", "\n");
      yield Buffer.from(text, "latin1");
      yield Buffer.from(text.replaceAll("\n", "\r\n"), "latin1");
    },
  },
  {
    code: "body-encoding",
    message: "a body in another character encoding: UTF-16, Latin-1, or UTF-8 that was encoded twice",
    fix: "Encode the text once, as UTF-8, and hash and send those bytes.",
    *bodies(body) {
      const utf16 = Buffer.from(text(body), "utf16le");
      const bigEndian = Buffer.from(utf16).swap16();
      yield utf16;
      yield Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]);
      yield bigEndian;
      yield Buffer.concat([Buffer.from([0xfe, 0xff]), bigEndian]);
      yield Buffer.from(text(body), "latin1");
      yield Buffer.from(latin1(body), "utf8");
    },
  },
  {
    code: "typographic-quotes",
    message:
      "a body with other quotes: typographic ones (“ ”) in the place of straight ones, or the other way round",
    fix: 'Write straight quotes ("), and copy examples from plain text, not from a word processor or PDF.',
    *bodies(body) {
      yield Buffer.from(straightenQuotes(text(body)));
      for (const form of typographicForms(text(body))) yield Buffer.from(form);
    },
  },
  {
    code: "body-reserialised",
    message: "the same JSON serialised in another way: other blanks, escapes, numbers or order of keys",
    fix: "Serialise once, and sign and send that one text; on the other side, verify before anything is parsed.",
    bodies: (body) => serialised(body, false),
  },
  {
    code: "body-pretty-printed",
    message: "the same JSON pretty-printed, over several lines",
    fix: "Serialise once, and sign and send that one text; log a copy if it is to be read by people.",
    bodies: (body) => serialised(body, true),
  },
];

/** The name of each mistake is said by who finds it: "The signature is over …", "The Digest header is that of …". */
export function findBodyMistake(
  body: Uint8Array,
  subject: string,
  isIt: (body: Uint8Array) => boolean,
): SignatureCause | undefined {
  for (const { code, message, fix, bodies } of bodyMistakes) {
    for (const other of bodies(body)) {
      if (isIt(other)) return { code, message: `${subject} ${message}.`, fix };
    }
  }
  return undefined;
}

/** Bodies above this are not searched for the place where they were cut. */
const maxCutLength = 1 << 18;

/**
 * The cause where it is only of the body's first bytes, which happens where Content-Length counts characters.
 *
 * @param isIt asked with the SHA-256 hash of each beginning of the body.
 */
export function findTruncation(
  body: Uint8Array,
  subject: string,
  isIt: (hash: Uint8Array) => boolean,
): SignatureCause | undefined {
  if (body.length > maxCutLength) return undefined;
  const hash = createHash("sha256");
  for (let length = 1; length < body.length; length++) {
    hash.update(body.subarray(length - 1, length));
    if (isIt(hash.copy().digest())) return truncation(subject, length, body.length);
  }
  return undefined;
}

/** The cause where the body is shorter than the message says. */
export function truncatedBody(received: number, contentLength: number): SignatureCause {
  return {
    code: "body-truncated",
    message: `Content-Length says ${contentLength} bytes, but the body has ${received}: it was cut on its way or when it was copied.`,
    fix: "Read the body to its end before verifying, and keep it as bytes.",
  };
}

function truncation(subject: string, length: number, whole: number): SignatureCause {
  return {
    code: "body-truncated",
    message: `${subject} the first ${length} of the ${whole} bytes of the body.`,
    fix: "Hash and send all of it: Content-Length counts bytes, not characters, and whoever reads that many cuts the body there.",
  };
}

function* serialised(body: Uint8Array, isPretty: boolean): Generator<Uint8Array> {
  const bytes = hasBom(body) ? body.subarray(3) : body;
  for (const form of jsonForms(text(bytes))) {
    if (form.isPretty !== isPretty) continue;
    for (const end of ["", "\n", "\r\n"]) yield Buffer.from(form.text + end);
  }
}

function hasBom(body: Uint8Array): boolean {
  return Buffer.compare(body.subarray(0, 3), bom) === 0;
}

function text(body: Uint8Array): string {
  return Buffer.from(body).toString("utf8");
}

function latin1(body: Uint8Array): string {
  return Buffer.from(body).toString("latin1");
}
