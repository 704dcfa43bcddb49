import { CliError } from "./errors.js";

/** A JSON object in a token: what it says, and its own text. */
export interface JwtPart {
  readonly value: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** A signed token taken apart; nothing of it is verified. */
export interface Jwt {
  readonly header: JwtPart;
  readonly claims: JwtPart;
  /** What the signature is over. */
  readonly signedText: string;
  readonly signature: Uint8Array;
}

/**
 * Takes a JSON Web Token apart, with or without `Bearer ` before it. No message repeats any of it.
 *
 * @throws CliError `ERR_TOKEN_MALFORMED`, which says which part is wrong.
 * @see RFC 7519 section 7.2, RFC 7515 section 7.1
 */
export function parseJwt(input: Uint8Array): Jwt {
  const token = Buffer.from(input)
    .toString("latin1")
    .trim()
    .replace(/^bearer\s+/i, "");
  if (token === "") throw malformed("standard input is empty");
  const parts = token.split(".");
  if (parts.length === 5) {
    throw malformed(
      "it has five parts, as encrypted tokens (JWE) have, whose claims only the receiver can read",
    );
  }
  const [header = "", claims = "", signature = ""] = parts;
  if (parts.length !== 3) {
    throw malformed(
      `it has ${parts.length === 1 ? "one part" : `${parts.length} parts`}; a token has three with dots between: header, claims, signature`,
    );
  }
  return {
    header: readObject(header, "header, its first part,"),
    claims: readObject(claims, "claims, its second part,"),
    signedText: `${header}.${claims}`,
    signature: readBase64Url(signature, "signature, its third part,"),
  };
}

function readObject(part: string, name: string): JwtPart {
  if (part === "") throw malformed(`the ${name} is empty`);
  const bytes = readBase64Url(part, name);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw malformed(`the ${name} is not UTF-8 text`);
  }
  const value = parseJson(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw malformed(`the ${name} is not a JSON object`);
  }
  return { value: value as JwtPart["value"], text };
}

/** The parser's own complaint would repeat a piece of the token. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readBase64Url(part: string, name: string): Uint8Array {
  if (!/^[\w-]*$/.test(part) || part.length % 4 === 1) {
    throw malformed(`the ${name} is not base64url: it was cut or changed on its way`);
  }
  return Buffer.from(part, "base64url");
}

function malformed(problem: string): CliError {
  return new CliError("ERR_TOKEN_MALFORMED", `Not a signed JSON Web Token: ${problem}.`);
}
