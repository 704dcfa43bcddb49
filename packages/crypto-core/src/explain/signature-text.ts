import { decodeBase64 } from "../digest/base64.js";
import type { CauseCode, SignatureCause } from "./explanation.js";
import { straightenQuotes } from "./quotes.js";

/** Ways to spoil the base64 of a signature, and how to read it all the same. */
const encodings: readonly {
  readonly code: CauseCode;
  readonly what: string;
  decode(text: string): Uint8Array | undefined;
}[] = [
  {
    code: "signature-encoding",
    what: "has line breaks or blanks in it or around it",
    decode: (text) => decodeBase64(text.replace(/\s+/g, "")),
  },
  {
    code: "typographic-quotes",
    what: "has typographic quotes around it",
    decode: (text) =>
      straightenQuotes(text) === text
        ? undefined
        : decodeBase64(straightenQuotes(text).replace(/["'\s]/g, "")),
  },
  {
    code: "signature-encoding",
    what: "has quotes around it",
    decode: (text) => decodeBase64(text.replace(/["']/g, "")),
  },
  {
    code: "signature-encoding",
    what: "is in hex",
    decode: (text) => (/^(?:[0-9a-f]{2}){64,}$/i.test(text) ? Buffer.from(text, "hex") : undefined),
  },
  {
    code: "signature-encoding",
    what: "is percent-encoded",
    decode: (text) => decodeBase64(text.replace(/%(2b|2f|3d)/gi, decodeURIComponent)),
  },
  {
    code: "signature-encoding",
    what: "has blanks in the place of +, as form decoding makes them",
    decode: (text) => decodeBase64(text.replaceAll(" ", "+")),
  },
  {
    code: "signature-encoding",
    what: "is base64url, or lacks its padding",
    decode: (text) => (/^[\w+/-]+=*$/.test(text) ? Buffer.from(text, "base64url") : undefined),
  },
];

/**
 * The signature of a text that should be base64, or why it is none.
 *
 * @param isSignature told apart by its length, as several of the mistakes can be read in more than one way.
 */
export function readSignatureText(
  text: string,
  isSignature: (bytes: Uint8Array) => boolean,
): { readonly signature: Uint8Array } | { readonly cause: SignatureCause } {
  const strict = decodeBase64(text);
  // Hex is base64 too, of something else.
  if (strict && (isSignature(strict) || !/^[0-9a-f]+$/i.test(text))) return { signature: strict };
  const found = encodings.find(({ decode }) => {
    const bytes = decode(text);
    return bytes && isSignature(bytes);
  });
  return {
    cause: {
      code: found?.code ?? "signature-encoding",
      message: `The signature ${found?.what ?? "is not base64"}.`,
      fix: "Write it as standard base64 with padding, in one line and without quotes.",
    },
  };
}
