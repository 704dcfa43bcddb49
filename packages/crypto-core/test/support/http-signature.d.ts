declare module "http-signature" {
  interface Signer {
    writeTarget(method: string, path: string): void;
    writeHeader(name: string, value: string): void;
    sign(done: (error: unknown, value: string) => void): void;
  }
  interface Parsed {
    readonly signingString: string;
  }
  const httpSignature: {
    createSigner(options: object): Signer;
    parseRequest(request: object, options?: { readonly headers: readonly string[] }): Parsed;
    signRequest(request: object, options: object): void;
    verifySignature(parsed: Parsed, publicKey: string): boolean;
  };
  export default httpSignature;
}
