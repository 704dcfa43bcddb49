/** One of several things that were refused, or one of several reasons. */
export interface RefusedItem {
  /** Which payment of a batch. */
  readonly endToEndIdentification?: string | undefined;
  /** ClearBank's word for it: `InsufficientFunds`, `DATE_INVALID`. */
  readonly code: string | undefined;
  /** The reason in words, where ClearBank gives one. */
  readonly message?: string | undefined;
}

/** What a refusal says, whichever of ClearBank's shapes it has. */
export interface RefusalReasons {
  /** With the status it tells what is wrong: `Invalid DigitalSignature Header`. */
  readonly title: string | undefined;
  /** What went wrong this time; all of the answer where it is plain text. */
  readonly detail: string | undefined;
  /** Verdicts by field; under an empty name what is about the whole. */
  readonly fieldErrors: Readonly<Record<string, readonly string[]>>;
  /** The payments of a batch of which none was accepted, or reasons that have a code each. */
  readonly items: readonly RefusedItem[];
  /** Cheques only. */
  readonly errorCode: string | undefined;
  /** The message that the refusal is about; cheques only. */
  readonly messageId: string | undefined;
  /** The institution that was asked; confirmation of payee only. */
  readonly participantName: string | undefined;
}

/** Reads a refusal: parsed JSON, text, or nothing. What is not understood is left out. */
export function readRefusal(body: unknown): RefusalReasons {
  if (typeof body === "string") return { ...silence, ...readText(body) };
  if (Array.isArray(body)) return { ...silence, fieldErrors: readValidationResults(body) };
  if (!isObject(body)) return silence;
  const copError = isObject(body.Error) ? body.Error : {};
  return {
    title: textOf(body.title),
    // {statusCode, message} is the gateway's in front of the API.
    detail: textOf(body.detail) ?? textOf(copError.Reason) ?? textOf(body.message),
    fieldErrors: {
      ...(isObject(body.errors) && readFields(body.errors)),
      ...readValidationResults([body, ...listOf(body.verificationFailures)]),
    },
    items: [...readTransactions(body.transactions), ...readCodes(body.errors)],
    errorCode: textOf(body.errorCode),
    messageId: textOf(body.messageId),
    participantName: textOf(copError.ParticipantName),
  };
}

const silence: RefusalReasons = {
  title: undefined,
  detail: undefined,
  fieldErrors: {},
  items: [],
  errorCode: undefined,
  messageId: undefined,
  participantName: undefined,
};

/** Plain text, or the XML form of problem details (RFC 7807 appendix A), which some operations declare. */
function readText(text: string): Partial<RefusalReasons> {
  if (!/^\s*<[?p]/.test(text)) return { detail: textOf(text.trim()) };
  const element = (name: string) =>
    textOf(new RegExp(`<${name}>([^<]*)</${name}>`, "i").exec(text)?.[1]?.trim());
  return { title: element("title"), detail: element("detail") };
}

/** `{ field: ["…"] }`; a single text counts as a list of one. */
function readFields(errors: Record<string, unknown>): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(errors).map(([field, verdict]) => [field, textsOf(verdict)]));
}

/** `[{ memberNames, errorMessage }]` and `[{ propertyName, errorMessage }]`, of foreign exchange. */
function readValidationResults(results: readonly unknown[]): Record<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  for (const result of results) {
    const message = isObject(result) ? textOf(result.errorMessage) : undefined;
    if (!isObject(result) || message === undefined) continue;
    const named = [...textsOf(result.memberNames), ...textsOf(result.propertyName)];
    for (const name of named.length > 0 ? named : [""]) {
      fields.set(name, [...(fields.get(name) ?? []), message]);
    }
  }
  return Object.fromEntries(fields);
}

function readTransactions(transactions: unknown): readonly RefusedItem[] {
  return listOf(transactions)
    .filter(isObject)
    .map((each) => ({
      endToEndIdentification: textOf(each.endToEndIdentification),
      code: textOf(each.response),
    }));
}

function readCodes(errors: unknown): readonly RefusedItem[] {
  return listOf(errors)
    .filter(isObject)
    .map((each) => ({ code: textOf(each.code), message: textOf(each.message) }));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textsOf(value: unknown): readonly string[] {
  return [value].flat().filter((each): each is string => textOf(each) !== undefined);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
