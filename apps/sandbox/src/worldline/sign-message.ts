import type { InstitutionKeys } from "../pki/institution-keys.js";
import { rsaSign } from "../wire/rsa.js";
import { digestOf } from "./digest.js";

/** The service's key with the certificate that clients know it by. */
export type ServiceKey = InstitutionKeys["worldlineService"];

export interface MessageHeaders {
  readonly requestId: string;
  readonly messageCreateDateTime: string;
}

/** The headers of what the service itself sends. The order of the signed fields is fixed for this direction. */
export function signedHeaders(
  body: Buffer,
  { requestId, messageCreateDateTime }: MessageHeaders,
  key: ServiceKey,
): Record<string, string> {
  const digest = digestOf(body);
  const signed = `messagecreatedatetime: ${messageCreateDateTime}\nx-request-id: ${requestId}\ndigest: ${digest}`;
  const signature = rsaSign(Buffer.from(signed), key.privateKey).toString("base64");
  const parameters = [
    `keyId="${key.thumbprint}"`,
    'algorithm="rsa-sha256"',
    'headers="messagecreatedatetime x-request-id digest"',
    `signature="${signature}"`,
  ];
  return { Digest: digest, Signature: parameters.join(",") };
}
