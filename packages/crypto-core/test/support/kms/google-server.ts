import { createServer, type ServerHttp2Session } from "node:http2";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { protos } from "@google-cloud/kms";
import type { KeyHolder } from "./key-holder.js";

const { AsymmetricSignRequest, AsymmetricSignResponse, GetPublicKeyRequest, PublicKey } =
  protos.google.cloud.kms.v1;

/** How the server treats what comes next. */
export type GoogleMood =
  | "well"
  | "throttled"
  | "failing"
  | "refusing"
  | "hanging"
  | "signing otherwise"
  | "corrupting the digest"
  | "corrupting the signature"
  | "taking another key"
  | "corrupting the public key";

export interface GoogleServer {
  readonly port: number;
  readonly keyVersionName: string;
  mood: GoogleMood;
  close(): Promise<void>;
}

/** What a method answers: bytes, or a code of gRPC; nothing leaves the caller waiting. */
type Outcome =
  | { readonly body: Uint8Array }
  | { readonly code: number; readonly message: string }
  | undefined;

/** Google Cloud KMS over gRPC (HTTP/2 without TLS): AsymmetricSign and GetPublicKey, of one key version. */
export async function startGoogleServer(key: KeyHolder): Promise<GoogleServer> {
  const keyVersionName =
    "projects/p/locations/europe-west2/keyRings/r/cryptoKeys/signing/cryptoKeyVersions/1";
  const pem = key.publicKey.export({ format: "pem", type: "spki" }).toString();

  function sign(request: Buffer): Outcome {
    const { name, digest, digestCrc32c } = AsymmetricSignRequest.decode(request);
    const hash = Buffer.from((digest?.sha256 as Uint8Array | undefined) ?? []);
    if (name !== keyVersionName) return { code: 5, message: "not found" };
    if (hash.length !== 32) return { code: 3, message: `a digest of ${hash.length} bytes` };
    if (Number(digestCrc32c?.value) !== checksum(hash))
      return { code: 3, message: "digestCrc32c does not match" };
    const isOther = server.mood === "signing otherwise";
    const signature = key.sign(isOther ? hash.reverse() : hash);
    return {
      body: AsymmetricSignResponse.encode({
        name: server.mood === "taking another key" ? keyVersionName.replace(/1$/, "2") : name,
        signature,
        signatureCrc32c: {
          value: checksum(signature) + (server.mood === "corrupting the signature" ? 1 : 0),
        },
        verifiedDigestCrc32c: server.mood !== "corrupting the digest",
      }).finish(),
    };
  }

  function getPublicKey(request: Buffer): Outcome {
    const { name } = GetPublicKeyRequest.decode(request);
    if (name !== keyVersionName) return { code: 5, message: "not found" };
    const text = server.mood === "corrupting the public key" ? pem.replace("BEGIN", "BEGlN") : pem;
    return {
      body: PublicKey.encode({ name, pem: text, pemCrc32c: { value: checksum(Buffer.from(pem)) } }).finish(),
    };
  }

  function call(path: string, request: Buffer): Outcome {
    if (server.mood === "throttled") return { code: 8, message: "Quota exceeded" };
    if (server.mood === "failing") return { code: 13, message: "Internal error" };
    if (server.mood === "refusing") return { code: 7, message: "Permission denied" };
    if (server.mood === "hanging") return undefined;
    const service = "/google.cloud.kms.v1.KeyManagementService";
    if (path === `${service}/AsymmetricSign`) return sign(request);
    if (path === `${service}/GetPublicKey`) return getPublicKey(request);
    return { code: 12, message: `no method ${path}` };
  }

  const sessions = new Set<ServerHttp2Session>();
  const listener = createServer();
  listener.on("session", (session) => sessions.add(session));
  listener.on("stream", async (stream, headers) => {
    // A message of gRPC: whether it is compressed, its length, the message.
    const outcome = call(String(headers[":path"]), (await buffer(stream)).subarray(5));
    if (!outcome) return;
    const head = { ":status": 200, "content-type": "application/grpc+proto" };
    if ("code" in outcome) {
      stream.respond(
        { ...head, "grpc-status": outcome.code, "grpc-message": outcome.message },
        { endStream: true },
      );
      return;
    }
    stream.respond(head, { waitForTrailers: true });
    stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
    const prefix = Buffer.alloc(5);
    prefix.writeUInt32BE(outcome.body.length, 1);
    stream.end(Buffer.concat([prefix, outcome.body]));
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const server: GoogleServer = {
    port: (listener.address() as AddressInfo).port,
    keyVersionName,
    mood: "well",
    close() {
      for (const session of sessions) session.destroy();
      return new Promise((resolve) => listener.close(() => resolve()));
    },
  };
  return server;
}

/** CRC-32C bit by bit, which is not how the code under test does it. */
function checksum(data: Uint8Array): number {
  let crc = 0xffffffffn;
  for (const byte of data) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) crc = crc % 2n === 1n ? (crc / 2n) ^ 0x82f63b78n : crc / 2n;
  }
  return Number(crc ^ 0xffffffffn);
}
