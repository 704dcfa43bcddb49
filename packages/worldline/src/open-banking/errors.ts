import { ApiError, type ApiErrorContext } from "@countersign/auth";
import { CountersignError } from "@countersign/crypto-core";

/** Why an answer or a notification is not believed. */
export type UnverifiedErrorCode = "ERR_WORLDLINE_UNSIGNED" | "ERR_WORLDLINE_MALFORMED";

/** A message that should have been signed and was not, or that is signed and makes no sense. */
export class UnverifiedMessageError extends CountersignError<UnverifiedErrorCode> {}

/** The Open Banking Service refused a request. */
export class WorldlineApiError extends ApiError<"ERR_WORLDLINE_API"> {
  /** Worldline's three digits, such as `003`. */
  readonly worldlineCode: string | undefined;
  /** Worldline's message and details. */
  readonly detail: string | undefined;
  /** Whether the refusal carried a signature that verified. */
  readonly verified: boolean;

  constructor({ verified, ...context }: ApiErrorContext & { readonly verified: boolean }) {
    const { code, detail } = readRefusal(context.body);
    const said = [code && `code ${code}`, detail].filter(Boolean).join(": ") || "no reason was given";
    const id = context.requestId && ` (X-Request-ID ${context.requestId})`;
    super(
      "ERR_WORLDLINE_API",
      `Worldline answered ${context.status} to ${context.method} ${context.url}: ${said}${id ?? ""}`,
      context,
    );
    this.worldlineCode = code;
    this.detail = detail;
    this.verified = verified;
  }
}

/** The token API writes the members in lower case, the payment API in upper case. */
export function readRefusal(body: unknown): {
  readonly code: string | undefined;
  readonly detail: string | undefined;
} {
  const members = new Map(
    Object.entries(typeof body === "object" && body !== null ? body : {}).map(([name, value]) => [
      name.toLowerCase(),
      value,
    ]),
  );
  const text = (name: string) =>
    typeof members.get(name) === "string" ? (members.get(name) as string) : undefined;
  return {
    code: text("code"),
    detail: [text("message"), text("details")].filter(Boolean).join(": ") || undefined,
  };
}
