import { existsSync, readFileSync } from "node:fs";
import { describe } from "vitest";

const file = new URL("../../../../../shared/vectors/worldline-signatures.json", import.meta.url);

/** A signature that Worldline printed, and the certificate that it verifies with. */
export interface PublishedTokenRequest {
  readonly certificate: string;
  readonly keyId: string;
  readonly algorithm: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly signingString: string;
  readonly signature: Buffer;
}

interface VectorFile {
  readonly certificates: Readonly<Record<string, string>>;
  readonly vectors: readonly {
    readonly name: string;
    readonly signedFields: readonly [string, string][];
    readonly signingString: string;
    readonly keyIdAsPrinted: string;
    readonly algorithmAsPrinted: string;
    readonly signatureBase64: string;
  }[];
}

/**
 * Tests over the token request of version 1 that Worldline published, which lies beside the project where it is
 * developed. Elsewhere they are left out with a line that says so.
 */
export function describePublishedTokenRequest(
  name: string,
  tests: (published: PublishedTokenRequest) => void,
): void {
  if (existsSync(file)) return void describe(name, () => tests(read()));
  describe.skip(`${name} (needs the folder shared/vectors beside the project: worldline-signatures.json)`, () => {});
}

function read(): PublishedTokenRequest {
  const { certificates, vectors } = JSON.parse(readFileSync(file, "utf8")) as VectorFile;
  const vector = vectors.find(({ name }) => name === "token-v1-request");
  const certificate = vector && certificates[vector.keyIdAsPrinted.toUpperCase()];
  if (!certificate) throw new Error(`${file.pathname} has no token-v1-request with its certificate`);
  return {
    certificate,
    keyId: vector.keyIdAsPrinted,
    algorithm: vector.algorithmAsPrinted,
    fields: new Map(vector.signedFields),
    signingString: vector.signingString,
    signature: Buffer.from(vector.signatureBase64, "base64"),
  };
}
