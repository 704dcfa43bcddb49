/** What the tests use of the package, which has no types of its own. */
declare module "http-signature" {
  import type { ClientRequest } from "node:http";

  interface Parsed {
    readonly signingString: string;
    readonly params: { readonly keyId: string; readonly algorithm: string };
  }

  export function sign(
    request: ClientRequest,
    options: {
      readonly key: string;
      readonly keyId: string;
      readonly algorithm?: string;
      readonly headers: readonly string[];
      readonly authorizationHeaderName?: string;
    },
  ): boolean;

  export function parseRequest(
    request: { readonly method: string; readonly url: string; readonly headers: object },
    options: { readonly headers: readonly string[]; readonly authorizationHeaderName: string },
  ): Parsed;

  export function verifySignature(parsed: Parsed, publicKey: string): boolean;
}
