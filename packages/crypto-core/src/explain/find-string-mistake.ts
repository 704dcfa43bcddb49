import type { HttpMessage } from "../cavage/http-message.js";
import { digestHeader } from "../digest/digest-header.js";
import { findBodyMistake } from "./body-mistakes.js";
import {
  type CoveredLine,
  type CoveredName,
  fieldEntries,
  isComplete,
  renderBase,
  replaceValue,
} from "./covered-lines.js";
import { wrongDigestValues } from "./digest-mistakes.js";
import type { SignatureCause } from "./explanation.js";
import { isSignedOver, type RecoveredBlock } from "./recover-block.js";
import { type Signing, stringMistakes } from "./string-mistakes.js";

/** The mistake in the string; undefined where none of the known ones leads to what was signed. */
export function findStringMistake(
  block: RecoveredBlock,
  names: readonly CoveredName[],
  message: HttpMessage,
): SignatureCause | undefined {
  if (!isComplete(names)) return findAbsentHeader(block, names, message);
  const signing: Signing = { lines: names, base: renderBase(names), message };
  for (const { code, message: sentence, fix, strings } of stringMistakes) {
    for (const [text, what] of strings(signing)) {
      if (isSignedOver(block, text)) return { code, message: sentence(what), fix };
    }
  }
  return findSignedDigest(block, signing);
}

/** Where `digest` is covered: what else may have stood there when it was signed. */
function findSignedDigest(block: RecoveredBlock, signing: Signing): SignatureCause | undefined {
  const { body } = signing.message;
  if (!body || !signing.lines.some(({ name }) => name === "digest")) return undefined;
  const isWith = (digest: string) =>
    isSignedOver(block, renderBase(replaceValue(signing.lines, "digest", digest)));
  for (const [value, cause] of wrongDigestValues(body)) if (isWith(value)) return cause;
  const subject = "The signature is over a Digest header of its own, that of";
  return findBodyMistake(body, subject, (other) => isWith(digestHeader(other)));
}

/** A covered header that the message does not have: what its line was when it was signed. */
function findAbsentHeader(
  block: RecoveredBlock,
  names: readonly CoveredName[],
  message: HttpMessage,
): SignatureCause {
  const absent = names.filter(({ value }) => value === undefined).map(({ name }) => name);
  const [first = ""] = absent;
  const fill = (value: string) => names.map((line) => ({ name: line.name, value: line.value ?? value }));
  const isOver = (lines: readonly CoveredLine[]) => isSignedOver(block, renderBase(lines));
  const renamed = fieldEntries(message).find(([, value]) => isOver(fill(value)));
  if (renamed) {
    return {
      code: "header-renamed",
      message: `The signature covers ${first}, which the message calls ${renamed[0]}: the header was renamed after signing.`,
      fix: `Send the header as ${first}; gateways and server software may map - to _ or strip a prefix.`,
    };
  }
  if (first === "digest" && message.body && isOver(fill(digestHeader(message.body)))) {
    return {
      code: "header-missing",
      message: "The signature covers the body's digest, but the message has no Digest header.",
      fix: "Send the Digest header that was signed; if it was sent, look for a proxy that removes it.",
    };
  }
  const blank = ["", "undefined", "null", "None", "nil", "-"].find((value) => isOver(fill(value)));
  const isLeftOut = isOver(names.filter((line): line is CoveredLine => line.value !== undefined));
  const how = isLeftOut
    ? " It was not signed either: headers names too much."
    : blank === undefined
      ? ""
      : ` It was signed as "${blank}".`;
  return {
    code: "header-missing",
    message: `The signature covers ${absent.join(" and ")}, but the message has no such header.${how}`,
    fix:
      blank !== undefined || isLeftOut
        ? "Send the header and sign its value, or leave its name out of headers."
        : "Send every header that headers names; if it was sent, look for a proxy that removes it.",
  };
}
