import { constants, createHash, createPrivateKey, type KeyObject, privateEncrypt, sign } from "node:crypto";
import {
  type ExplainSignatureOptions,
  explainSignature,
  type HttpMessage,
  importVerifier,
  type SignatureExplanation,
  type Verifier,
} from "../../../src/index.js";
import { makeRsaKey } from "../../support/rsa-key.js";

const pair = makeRsaKey();

/** The key that every test here signs with. */
export const privateKey: KeyObject = createPrivateKey(pair.privateKey);
export const publicKeyPem: string = pair.publicKey;
export const verifier: Promise<Verifier> = importVerifier(pair.publicKey);

export const body: Buffer = Buffer.from('{"Amount":13.0,"Note":"a/b \u00e9","Tags":["x","y"]}');

export function sha256Of(data: string | Uint8Array): Buffer {
  return createHash("sha256").update(data).digest();
}

export function digestOf(data: string | Uint8Array): string {
  return `SHA-256=${sha256Of(data).toString("base64")}`;
}

/** A request as it should be signed: names, values and the body fit one another. */
export const fields: Readonly<Record<string, string>> = {
  Host: "api.example",
  Digest: digestOf(body),
  "X-Request-Id": "7E04be55-f710-4660-8254-a48d0246d56b",
  MessageCreateDateTime: "2024-01-30T17:03:52.110Z",
};

export const target = "/base/payments/1?expand=A%2fb&x=1";

export const names = ["(request-target)", "digest", "x-request-id", "messagecreatedatetime"] as const;

/** The string that is right for the request above. */
export const base: string = [
  `(request-target): post ${target}`,
  `digest: ${fields.Digest}`,
  `x-request-id: ${fields["X-Request-Id"]}`,
  `messagecreatedatetime: ${fields.MessageCreateDateTime}`,
].join("\n");

export interface Mistaken {
  /** What was really signed, where it is not the right string. */
  readonly signed?: string | Uint8Array;
  readonly signature?: Uint8Array;
  /** Headers of the message that differ; undefined takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** The `headers` parameter. */
  readonly covers?: readonly string[];
  readonly message?: Partial<HttpMessage>;
  readonly keyId?: string;
  readonly algorithm?: string;
  /** The whole header, where it is not put together from the rest. */
  readonly header?: (wellFormed: string) => string;
  readonly options?: Partial<ExplainSignatureOptions>;
}

export async function explain(mistake: Mistaken): Promise<SignatureExplanation> {
  const { signed = base, covers = names, keyId = "key", algorithm = "rsa-sha256", message = {} } = mistake;
  const signature = mistake.signature ?? signPkcs1(signed);
  const wellFormed = `keyId="${keyId}",algorithm="${algorithm}",headers="${covers.join(" ")}",signature="${Buffer.from(signature).toString("base64")}"`;
  const headers = Object.entries({ ...fields, ...mistake.headers }).filter(
    (field): field is [string, string] => field[1] !== undefined,
  );
  return await explainSignature({
    message: {
      method: "POST",
      target,
      body,
      ...message,
      headers: [...headers, ["Signature", mistake.header?.(wellFormed) ?? wellFormed]],
    },
    verifier: await verifier,
    ...mistake.options,
  });
}

export function signPkcs1(data: string | Uint8Array, hash = "sha256"): Buffer {
  return sign(hash, typeof data === "string" ? Buffer.from(data, "latin1") : data, privateKey);
}

export function signPss(
  data: string | Uint8Array,
  saltLength: number = constants.RSA_PSS_SALTLEN_DIGEST,
): Buffer {
  const key = { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
  return sign("sha256", Buffer.from(data), key);
}

/** PKCS#1 v1.5 padding around anything. */
export function pad(payload: Uint8Array): Buffer {
  return privateEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, payload);
}
