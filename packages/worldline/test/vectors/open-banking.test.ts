import { existsSync, readFileSync } from "node:fs";
import { thumbprintResolver, verifyMessage } from "@countersign/crypto-core";
import { describe, expect, it } from "vitest";
import { verifyServiceMessage } from "../../src/index.js";
import { serviceKeys } from "../../src/open-banking/message/service-keys.js";
import { connect } from "../support/open-banking.js";

interface Vector {
  readonly name: string;
  readonly kind: "request" | "response" | "notification";
  readonly target: string;
  readonly headersParamAsPrinted: string;
  readonly signedFields: readonly (readonly [string, string])[];
  readonly signingString: string;
  readonly keyIdAsPrinted: string;
  readonly algorithmAsPrinted: string;
  readonly signatureBase64: string;
  readonly body: string | null;
}

interface VectorFile {
  readonly certificates: Readonly<Record<string, string>>;
  readonly vectors: readonly Vector[];
}

const file = new URL("../../../../../shared/vectors/worldline-signatures.json", import.meta.url);
const isThere = existsSync(file);
const { certificates, vectors }: VectorFile = isThere
  ? JSON.parse(readFileSync(file, "utf8"))
  : { certificates: {}, vectors: [] };
/** Both certificates ended in 2025. */
const then = new Date("2024-03-01T00:00:00Z");
const all = Object.values(certificates);
const ofService = vectors.filter(({ kind, body }) => kind !== "request" && body !== null);

function headersOf({ signedFields, ...printed }: Vector, signature = printed.signatureBase64): Headers {
  const headers = new Headers();
  for (const [name, value] of signedFields) if (!name.startsWith("(")) headers.set(name, value);
  const { keyIdAsPrinted: keyId, algorithmAsPrinted: algorithm, headersParamAsPrinted: list } = printed;
  headers.set(
    "signature",
    `keyId="${keyId}",algorithm="${algorithm}",headers="${list}",signature="${signature}"`,
  );
  return headers;
}

/** Every text that differs from this one in one character, or has one more or one fewer. */
function* alterations(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += 1) {
    const other = text[at] === "x" ? "y" : "x";
    yield text.slice(0, at) + other + text.slice(at + 1);
  }
  yield `${text}x`;
  yield text.slice(0, -1);
}

describe.runIf(isThere)("the real signatures (need the folder shared beside the project)", () => {
  it("are seven, two of them the service's with their bodies", () => {
    expect(vectors).toHaveLength(7);
    expect(ofService.map(({ name }) => name)).toEqual([
      "get-preferences-response",
      "notification-debtortoken",
    ]);
  });

  /** The signature alone, whatever the body; with the fallback for the one that lists other headers than it signs. */
  async function verifySignature(vector: Vector, headers: Headers, target: string): Promise<unknown> {
    const [method = "", path = ""] = target.split(" ");
    return await verifyMessage({
      message: { headers, ...(vector.kind === "request" && { method, target: path }) },
      resolveKey: await thumbprintResolver(all),
      profile: {
        algorithms: ["rsa-sha256", "SHA256withRSA"],
        requiredHeaders: [],
        fallbackHeaders: ["messagecreatedatetime", "x-request-id", "digest"],
      },
      now: then,
      unsafeIgnoreDigest: true,
    });
  }

  it.each(vectors)("verifies: $name", async (vector) => {
    const usedFallback = vector.name === "notification-status-2023-wrong-headers-param";
    expect(await verifySignature(vector, headersOf(vector), vector.target)).toMatchObject({ usedFallback });
  });

  it.each(vectors)("does not verify after any change of what is covered: $name", async (vector) => {
    let tried = 0;
    const mustFail = async (headers: Headers, target: string) => {
      tried += 1;
      await expect(verifySignature(vector, headers, target)).rejects.toMatchObject({
        name: "SignatureError",
      });
    };
    for (const [name, value] of vector.signedFields) {
      for (const other of alterations(value)) {
        const headers = headersOf(vector);
        if (name === "(request-target)")
          await mustFail(headers, `${other.split(" ")[0]} ${other.split(" ")[1] ?? ""}`);
        else {
          headers.set(name, other);
          await mustFail(headers, vector.target);
        }
      }
    }
    const bytes = Buffer.from(vector.signatureBase64, "base64");
    for (let at = 0; at < bytes.length; at += 1) {
      const other = Buffer.from(bytes);
      other.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      await mustFail(headersOf(vector, other.toString("base64")), vector.target);
    }
    expect(tried).toBeGreaterThan(300);
  });

  it.each(ofService)("verifies with its body, and with no other: $name", async (vector) => {
    const keys = await serviceKeys(all, () => then);
    const verify = (body: Uint8Array) => verifyServiceMessage(headersOf(vector), body, keys, then);
    const body = Buffer.from(vector.body ?? "");
    expect(await verify(body)).toMatchObject({ usedFallback: false });
    for (let at = 0; at < body.length; at += 1) {
      const other = Buffer.from(body);
      other.writeUInt8(body.readUInt8(at) ^ 1, at);
      await expect(verify(other)).rejects.toMatchObject({ code: "ERR_DIGEST_MISMATCH" });
    }
    await expect(verify(Buffer.concat([body, Buffer.from("\n")]))).rejects.toMatchObject({
      code: "ERR_DIGEST_MISMATCH",
    });
  });

  it("are believed by a client, until their certificate ends", async () => {
    const vector = vectors.find(({ name }) => name === "get-preferences-response") ?? expect.fail();
    const respond = () => new Response(vector.body, { headers: headersOf(vector) });
    const ask = async (now: Date) => {
      const { client } = await connect(respond, { serviceCertificates: all, now: () => now });
      return await client.preferences.get("9bfe1c8d-e60a-4b45-b7fc-4d4c71f33a07");
    };
    expect(await ask(then)).toMatchObject({
      verified: true,
      messageCreateDateTime: "2024-02-07T07:21:56.25Z",
      correlationId: "62b999a6-704d-4b74-a588-71544a8e06b2",
      data: { AspspName: "IssuerName", DebtorAccountIdentification: "NL44RABO******6789" },
    });
    await expect(ask(new Date("2025-12-01T00:00:00Z"))).rejects.toMatchObject({
      code: "ERR_WORLDLINE_CERTIFICATE_EXPIRED",
    });
  });

  it("are made over the string that we make", async () => {
    const vector = vectors.find(({ name }) => name === "get-preferences-request") ?? expect.fail();
    const fields = Object.fromEntries(vector.signedFields);
    const { client, signed } = await connect(() => Response.json({}), {
      messageSigning: "optional",
      now: () => new Date(fields.messagecreatedatetime ?? ""),
      newRequestId: () => fields["x-request-id"] ?? "",
    });
    await client.preferences.get("9bfe1c8d-e60a-4b45-b7fc-4d4c71f33a07");
    const lines = (text = "") => text.split("\n").sort();
    expect(lines(signed.at(-1))).toEqual(lines(vector.signingString));
  });

  it("are made over the string that we make for a token", async () => {
    const vector = vectors.find(({ name }) => name === "token-v1-request") ?? expect.fail();
    const { client, signed } = await connect(undefined, { now: () => new Date("2024-02-08T18:31:37.548Z") });
    await client.getToken();
    expect(signed).toEqual([vector.signingString]);
  });
});
