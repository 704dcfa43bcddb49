import { existsSync, readFileSync } from "node:fs";
import { explainSignature, importVerifier, worldlineServiceProfile } from "@countersign/crypto-core";
import { describe, expect, it } from "vitest";
import { createWorldlineNotificationHandler, type NotificationOutcome } from "../../src/index.js";

interface Vector {
  readonly name: string;
  readonly kind: string;
  readonly signedFields: readonly (readonly [string, string])[];
  readonly headersParamAsPrinted: string;
  readonly keyIdAsPrinted: string;
  readonly algorithmAsPrinted: string;
  readonly signatureBase64: string;
  readonly body: string | null;
}

interface Vectors {
  readonly vectors: readonly Vector[];
  readonly certificates: Readonly<Record<string, string>>;
}

const shared = new URL("../../../../../shared/", import.meta.url);
const vectorFile = new URL("vectors/worldline-signatures.json", shared);
const sourceFile = new URL("source/worldline-open-banking-and-issuing.txt", shared);
const isThere = existsSync(vectorFile) && existsSync(sourceFile);

/** The certificate of the service ended in November 2025. */
const then = new Date("2024-03-01T00:00:00Z");

describe.runIf(isThere)("the service's own notifications (need the folder shared beside the project)", () => {
  const { vectors, certificates }: Vectors = isThere
    ? JSON.parse(readFileSync(vectorFile, "utf8"))
    : { vectors: [], certificates: {} };
  const notifications = vectors.filter(({ kind }) => kind === "notification");
  const serviceCertificate = certificates["3EBEF6033C00730D9C6DA05165A3CAA1F31036FB"] ?? "";
  const named = (name: string) => notifications.find((each) => each.name === name) as Vector;

  function headersOf({ signedFields, ...printed }: Vector): Headers {
    const headers = new Headers(signedFields.map(([name, value]) => [name, value] as [string, string]));
    const { keyIdAsPrinted: keyId, algorithmAsPrinted: algorithm, headersParamAsPrinted: list } = printed;
    headers.set(
      "signature",
      `keyId="${keyId}",algorithm="${algorithm}",headers="${list}",signature="${printed.signatureBase64}"`,
    );
    headers.set("authorization", "Bearer iDEAL2.0testnotificationtoken");
    return headers;
  }

  async function receive(headers: Headers, body: string, now = then) {
    const outcomes: NotificationOutcome[] = [];
    const handle = createWorldlineNotificationHandler({
      bearer: ["iDEAL2.0testnotificationtoken"],
      serviceCertificates: [serviceCertificate],
      inbox: { accept: async () => "accepted" },
      onOutcome: (outcome) => outcomes.push(outcome),
      now: () => now,
    });
    await handle(new Request("https://us.example/v3/notification/x", { method: "POST", headers, body }));
    const [outcome] = outcomes;
    if (outcome?.outcome !== "refused") return outcome;
    return { ...outcome, code: (outcome.error as { code?: string }).code };
  }

  it("are three", () => expect(notifications).toHaveLength(3));

  it("are taken where the body is printed too, and not once a byte of it is another", async () => {
    const vector = named("notification-debtortoken");
    const body = vector.body ?? "";
    const headers = headersOf(vector);
    expect(await receive(headers, body)).toMatchObject({
      outcome: "accepted",
      notification: {
        type: "debtorToken",
        payload: { PaymentId: "171203" },
        signature: { usedFallback: false },
      },
    });
    for (let index = 0; index < body.length; index += 1) {
      const flipped = String.fromCharCode(body.charCodeAt(index) ^ 1);
      const altered = body.slice(0, index) + flipped + body.slice(index + 1);
      expect(await receive(headers, altered)).toMatchObject({ code: "ERR_DIGEST_MISMATCH" });
    }
  });

  it.each(notifications.map((each) => [each.name, each] as const))(
    "have a signature that is right, and wrong after a change of any header that it covers: %s",
    async (_name, vector) => {
      // Without the body that was signed, what is right gets as far as the digest.
      expect(await receive(headersOf(vector), "{}")).toMatchObject({ code: "ERR_DIGEST_MISMATCH" });
      for (const [name, value] of vector.signedFields) {
        const headers = headersOf(vector);
        const last = value.length - 2;
        headers.set(
          name,
          `${value.slice(0, last)}${value[last] === "1" ? "2" : "1"}${value.slice(last + 1)}`,
        );
        expect(await receive(headers, "{}")).toMatchObject({ reason: "signature" });
      }
    },
  );

  it("is refused after the end of its certificate", async () => {
    const vector = named("notification-debtortoken");
    const late = await receive(headersOf(vector), vector.body ?? "", new Date("2025-12-01T00:00:00Z"));
    expect(late).toMatchObject({ reason: "certificate", code: "ERR_NOTIFICATION_CERTIFICATE_EXPIRED" });
  });

  it("verifies by the fallback where the header lists what was not signed", async () => {
    const vector = named("notification-status-2023-wrong-headers-param");
    const message = { headers: headersOf(vector), body: Buffer.from("{}") };
    const verifier = await importVerifier(serviceCertificate);
    const explained = await explainSignature({
      message,
      verifier,
      profile: worldlineServiceProfile,
      unsafeIgnoreDigest: true,
    });
    expect(explained).toMatchObject({ verified: true });
  });

  it("is refused as it is printed, and explain says that Digest and body do not belong together", async () => {
    const vector = named("notification-status-seed");
    const source = readFileSync(sourceFile, "utf8");
    const body = /^\{"PaymentProductUsed":"IDEAL".*"PaymentStatus":"Expired".*\}$/m.exec(source)?.[0] ?? "";
    // The body is the one that the document works its example digest out for, and not the one that it signed.
    expect(source).toContain(vector.signedFields[2]?.[1] ?? "no digest");
    expect(await receive(headersOf(vector), body)).toMatchObject({
      reason: "digest",
      code: "ERR_DIGEST_MISMATCH",
    });
    const verifier = await importVerifier(serviceCertificate);
    const message = { headers: headersOf(vector), body: Buffer.from(body) };
    const explained = await explainSignature({ message, verifier, profile: worldlineServiceProfile });
    expect(explained).toMatchObject({ verified: false, cause: { code: "digest-mismatch" } });
    expect(explained.summary).toMatch(/compare the bytes of the body on the two sides/);
  });
});
