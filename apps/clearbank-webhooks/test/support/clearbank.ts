import { generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";
import { request } from "node:http";

/** ClearBank's side of a webhook, in `node:crypto`: nothing here is ours. */
export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly privatePem: string;
  readonly publicPem: string;
}

export function newKeyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    privateKey,
    publicKey,
    privatePem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    publicPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
  };
}

/** A payment as ClearBank tells of it; the amount is one that a number of JavaScript's would change. */
export function settled(transactionId: string, nonce = "8553416320"): string {
  return `{"Type":"TransactionSettled","Version":6,"Payload":{"TransactionId":"${transactionId}","Status":"Settled","Amount":13.0,"Reference":"secret-reference"},"Nonce":${nonce}}`;
}

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
  readonly headers: NodeJS.Dict<string | string[]>;
}

export interface PostOptions {
  readonly signature?: string | undefined;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Posts a webhook that is signed with the key, unless another signature is given. */
export async function post(
  url: string,
  body: string | Buffer,
  key: KeyPair,
  options: PostOptions = {},
): Promise<Answer> {
  const bytes = Buffer.from(body);
  const signature = "signature" in options ? options.signature : signatureOf(bytes, key);
  return await new Promise((resolve, reject) => {
    const outgoing = request(url, {
      method: options.method ?? "POST",
      headers: {
        "content-type": "application/json",
        "content-length": bytes.length,
        "x-request-id": "f0309d95-4f68-4ecd-9c8d-b2d08d9fedd8",
        ...(signature !== undefined && { digitalsignature: signature }),
        ...options.headers,
      },
    });
    outgoing.on("error", reject);
    outgoing.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, body: Buffer.concat(chunks) });
      });
    });
    outgoing.end(bytes);
  });
}

export function signatureOf(body: Buffer, { privateKey }: KeyPair): string {
  return sign("sha256", body, privateKey).toString("base64");
}

/** Whether an answer makes ClearBank take the webhook for received. */
export function isAcknowledged(
  { status, body, headers }: Answer,
  nonce: string,
  { publicKey }: KeyPair,
): boolean {
  const signature = Buffer.from(String(headers.digitalsignature), "base64");
  const digits = /^\s*\{\s*"Nonce"\s*:\s*(\d+)\s*\}\s*$/i.exec(body.toString())?.[1];
  return status === 200 && digits === nonce && verify("sha256", body, publicKey, signature);
}
