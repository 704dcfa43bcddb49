import { ApiContentError, type CallContext } from "./errors.js";

/** What an answer says. */
export interface JsonAnswer {
  /** The parsed body; its text where a refusal is not JSON; undefined where there is none. */
  readonly data: unknown;
  /** The body as received. */
  readonly bytes: Uint8Array;
}

/**
 * Reads the answer of an API that speaks JSON, whatever its content type says: institutions label JSON in many
 * ways. A refusal (a status of 400 or more) may also be plain text.
 *
 * @param context names the call in errors.
 * @param parse reads the text, and throws where it is not what it should be; `JSON.parse` by default. Give another
 * where digits must not be lost.
 * @throws {@link ApiContentError} `ERR_API_HTML` for a web page, `ERR_API_NOT_JSON` for anything else.
 *
 * @example
 * ```ts
 * const { data } = await readJson(await http.get(url), { method: "GET", url });
 * ```
 */
export async function readJson(
  response: Response,
  context: CallContext,
  parse: (text: string) => unknown = JSON.parse,
): Promise<JsonAnswer> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === "") return { data: undefined, bytes };
  try {
    return { data: parse(text), bytes };
  } catch {
    // What was caught quotes the body, which may hold a token.
    const isPage = /^\s*<(!doctype html|html|head|body)\b/i.test(text);
    if (!isPage && response.status >= 400) return { data: text, bytes };
    throw contentError(response, text, isPage, { ...context, rawBody: bytes });
  }
}

function contentError(
  { status, headers }: Response,
  text: string,
  isPage: boolean,
  context: CallContext & { readonly rawBody: Uint8Array },
): ApiContentError {
  const answered = `${context.method} ${context.url} was answered with ${status}`;
  const refusal = { ...context, status, body: text };
  if (!isPage) {
    const what = headers.get("content-type") ?? "something without a content type";
    return new ApiContentError(
      "ERR_API_NOT_JSON",
      `${answered}, but with ${what} that is not JSON.`,
      refusal,
    );
  }
  const title = /<title[^>]*>([^<]{1,200})/i.exec(text)?.[1]?.trim().replace(/\s+/g, " ");
  const page = title ? `the web page "${title}"` : "a web page";
  const advice = status < 400 ? "is the path right?" : "it comes from something in front of the API.";
  return new ApiContentError(
    "ERR_API_HTML",
    `${answered}, but with ${page} instead of JSON: ${advice}`,
    refusal,
  );
}
