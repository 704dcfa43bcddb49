import { createHash } from "node:crypto";
import { type Answer, startHttpServer } from "./http-server.js";
import type { KeyHolder } from "./key-holder.js";

/** How the server treats what comes next. */
export type AwsMood = "well" | "throttled" | "failing" | "refusing" | "hanging" | "hashing again" | "empty";

export interface AwsServer {
  readonly url: string;
  readonly keyId: string;
  /** What was asked, by operation. */
  readonly asked: string[];
  mood: AwsMood;
  close(): Promise<void>;
}

/** AWS KMS's JSON protocol (AWS JSON 1.1, target prefix TrentService): Sign and GetPublicKey, of one key. */
export async function startAwsServer(key: KeyHolder): Promise<AwsServer> {
  const keyId = "arn:aws:kms:eu-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const error = (status: number, type: string, message: string): Answer => ({
    status,
    headers: { "x-amzn-requestid": "c1e5" },
    body: { __type: type, message },
  });

  function operate(operation: string, input: Record<string, unknown>): Answer {
    if (input.KeyId !== keyId) return error(400, "NotFoundException", `Key '${input.KeyId}' does not exist`);
    if (operation === "GetPublicKey") {
      const SigningAlgorithms = ["RSASSA_PKCS1_V1_5_SHA_256"];
      return {
        status: 200,
        body: {
          KeyId: keyId,
          KeySpec: "RSA_2048",
          KeyUsage: "SIGN_VERIFY",
          PublicKey: key.spki.toString("base64"),
          SigningAlgorithms,
        },
      };
    }
    const message = Buffer.from(String(input.Message), "base64");
    if (
      operation !== "Sign" ||
      input.MessageType !== "DIGEST" ||
      input.SigningAlgorithm !== "RSASSA_PKCS1_V1_5_SHA_256"
    ) {
      return error(400, "ValidationException", `not what is expected: ${operation} ${JSON.stringify(input)}`);
    }
    if (message.length !== 32)
      return error(400, "ValidationException", "Digest is invalid length for algorithm");
    const signature = server.mood === "hashing again" ? key.sign(sha256(message)) : key.sign(message);
    return {
      status: 200,
      body: {
        KeyId: keyId,
        SigningAlgorithm: input.SigningAlgorithm,
        ...(server.mood !== "empty" && { Signature: signature.toString("base64") }),
      },
    };
  }

  const { url, close } = await startHttpServer(({ method, headers, body }) => {
    const [service, operation = ""] = String(headers["x-amz-target"]).split(".");
    server.asked.push(operation);
    if (
      method !== "POST" ||
      service !== "TrentService" ||
      headers["content-type"] !== "application/x-amz-json-1.1"
    ) {
      return error(400, "UnknownOperationException", "not AWS JSON 1.1");
    }
    if (!/^AWS4-HMAC-SHA256 Credential=.*\/eu-west-2\/kms\/aws4_request/.test(headers.authorization ?? "")) {
      return error(400, "MissingAuthenticationTokenException", "not signed");
    }
    switch (server.mood) {
      case "throttled":
        return error(400, "ThrottlingException", "Rate exceeded");
      case "failing":
        return error(500, "KMSInternalException", "internal");
      case "refusing":
        return error(400, "AccessDeniedException", "User is not authorized to perform: kms:Sign");
      case "hanging":
        return undefined;
      default:
        return operate(operation, JSON.parse(body) as Record<string, unknown>);
    }
  });
  const server: AwsServer = { url, keyId, asked: [], mood: "well", close };
  return server;
}

function sha256(data: Uint8Array): Buffer {
  return createHash("sha256").update(data).digest();
}
