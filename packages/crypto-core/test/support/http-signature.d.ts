declare module "http-signature" {
  import type { IncomingMessage } from "node:http";

  interface Parsed {
    readonly signingString: string;
  }
  const httpSignature: {
    parseRequest(request: IncomingMessage, options: { headers: readonly string[] }): Parsed;
    verifySignature(parsed: Parsed, publicKey: string): boolean;
    signRequest(request: object, options: { key: string; keyId: string; headers: readonly string[] }): void;
  };
  export default httpSignature;
}
