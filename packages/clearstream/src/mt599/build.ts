import { findForbiddenCharacter } from "./characters.js";
import { wrapInEnvelope } from "./envelope.js";
import { Mt599Error } from "./mt599-error.js";
import { referenceMistake } from "./reference.js";
import { maxLines, wrapLine } from "./wrap.js";

/** What is asked of Clearstream, and who asks. */
export interface Mt599Request {
  /** The Xact organisation unit. */
  readonly organisationUnit: string;
  /** Whom Clearstream calls back. */
  readonly contact: {
    /** In characters that SWIFT carries. */
    readonly name: string;
    /** Its `@`, which SWIFT does not carry, is written as `(at)`. */
    readonly email: string;
    /** In characters that SWIFT carries. */
    readonly phone: string;
  };
  /** Names as the catalogue of the Digital Business Platform has them; the playground by default. */
  readonly apis?: readonly string[];
  /** Field 20: your own, of at most 16 characters. */
  readonly reference: string;
  /** Field 21: the reference of the message that this one follows. */
  readonly relatedReference?: string;
  /** Adds the blocks around the text, for an interface that takes whole messages; without it, the fields alone. */
  readonly envelope?: {
    /** Your BIC, of 8 or 11 characters, or your logical terminal. */
    readonly sender: string;
  };
}

/**
 * The MT599 that has the API service added to an organisation unit and APIs linked to it. It goes to CEDELULLXXX.
 *
 * @returns lines that end with CR and LF, at most 35 of 50 characters in field 79.
 * @throws {@link Mt599Error} `ERR_MT599_CHARACTER` with the position of what cannot be sent,
 * `ERR_MT599_REFERENCE`, `ERR_MT599_NARRATIVE`, `ERR_MT599_ENVELOPE`.
 *
 * @example
 * ```ts
 * const text = buildMt599OnboardingMessage({
 *   organisationUnit: "123456",
 *   contact: { name: "Jane Roe", email: "jane.roe@example.com", phone: "00123456789" },
 *   reference: "API-2030-001",
 * });
 * ```
 * @see Clearstream API Developer Guide, "Xact Web Portal subscription & MT599 API onboarding messages"
 */
export function buildMt599OnboardingMessage(request: Mt599Request): string {
  return build(request, ["Please add the Clearstream API service", `and link the ${nameApis(request)}`]);
}

/**
 * The MT599 that has more APIs linked, for an organisation unit that has the API service already.
 *
 * @returns lines that end with CR and LF, at most 35 of 50 characters in field 79.
 * @throws {@link Mt599Error} as {@link buildMt599OnboardingMessage} does.
 *
 * @example
 * ```ts
 * const text = buildMt599LinkMessage({ ...request, apis: ["Xact Web Portal User Management API"] });
 * ```
 * @see Clearstream API Developer Guide, "Xact Web Portal subscription & MT599 API onboarding messages"
 */
export function buildMt599LinkMessage(request: Mt599Request): string {
  return build(request, [`Please link the ${nameApis(request)}`]);
}

function build(request: Mt599Request, asked: readonly string[]): string {
  const { organisationUnit, contact, reference, relatedReference, envelope } = request;
  requireReference("reference", reference);
  if (relatedReference !== undefined) requireReference("relatedReference", relatedReference);
  const { name, email, phone } = contact;
  const contactDetails = [
    requireSendable("contact.name", name),
    requireSendable("contact.email", email, { isAtWritten: true }),
    requireSendable("contact.phone", phone),
  ];
  const narrative = [
    "ATTN: PRGConnect",
    "SUBJECT: Clearstream APIs",
    ...asked,
    `to our Xact OU ${requireSendable("organisationUnit", organisationUnit)}`,
    `Contact details: ${contactDetails.join(", ")}`,
  ].flatMap(wrapLine);
  if (narrative.length > maxLines) {
    throw new Mt599Error(
      "ERR_MT599_NARRATIVE",
      `The message needs ${narrative.length} lines, and ${maxLines} are the most: ask for fewer APIs at once.`,
    );
  }
  const fields = [
    `:20:${reference}`,
    ...(relatedReference === undefined ? [] : [`:21:${relatedReference}`]),
    `:79:${narrative.join("\r\n")}`,
  ].join("\r\n");
  return envelope ? wrapInEnvelope(fields, envelope.sender) : fields;
}

/** The name of one API or more, as part of the sentence. */
function nameApis({ apis = ["Clearstream API Playground"] }: Mt599Request): string {
  if (apis.length === 0) throw new TypeError("apis must name at least one API");
  const names = apis.map((api, index) => {
    const name = requireSendable(`apis[${index}]`, api);
    return /\bAPI\b/.test(name) ? name : `${name} API`;
  });
  const last = names.pop();
  return names.length === 0 ? `${last} resource` : `${names.join(", ")} and ${last} resources`;
}

function requireReference(name: string, value: string): void {
  const mistake = value === "" ? "is empty" : referenceMistake(requireSendable(name, value));
  if (mistake) throw new Mt599Error("ERR_MT599_REFERENCE", `${name} ${mistake}.`);
}

function requireSendable(name: string, value: string, { isAtWritten = false } = {}): string {
  const forbidden = findForbiddenCharacter(isAtWritten ? value.replaceAll("@", "+") : value);
  if (forbidden) {
    throw new Mt599Error(
      "ERR_MT599_CHARACTER",
      `${name} has ${forbidden.name} at position ${forbidden.position}, which a SWIFT message cannot carry.`,
    );
  }
  const text = (isAtWritten ? value.replaceAll("@", "(at)") : value).trim();
  if (text === "") throw new TypeError(`${name} must not be empty`);
  return text;
}
