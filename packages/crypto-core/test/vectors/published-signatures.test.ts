import { expect, it } from "vitest";
import {
  createSignatureBase,
  decodeBase64,
  digestHeader,
  importVerifier,
  signatureBaseBytes,
  thumbprint,
  thumbprintResolver,
  verifyDigestHeader,
  verifyMessage,
  worldlineServiceProfile,
} from "../../src/index.js";
import { describeVectors } from "../support/shared-vectors.js";

const bytes = (base64: string) => decodeBase64(base64) as Uint8Array;

interface WorldlineVectors {
  readonly certificates: Record<string, string>;
  readonly vectors: readonly {
    readonly name: string;
    readonly target: string;
    readonly signedFields: readonly [string, string][];
    readonly signingString: string;
    readonly keyIdAsPrinted: string;
    readonly signatureBase64: string;
    readonly body: string | null;
    readonly bodyMatchesDigest: boolean | null;
  }[];
}

describeVectors<WorldlineVectors>("worldline-signatures.json", "signatures that Worldline made", (file) => {
  it("has certificates whose thumbprints are the keyIds", () => {
    for (const [keyId, pem] of Object.entries(file.certificates))
      expect(thumbprint(pem, "SHA-1")).toBe(keyId);
  });

  it.each(file.vectors.map((vector) => [vector.name, vector] as const))(
    "verifies %s",
    async (_name, vector) => {
      const [method = "", target = ""] = vector.target.split(" ");
      const message = {
        method,
        target,
        headers: vector.signedFields.filter(([name]) => !name.startsWith("(")),
      };
      const base = createSignatureBase(
        message,
        vector.signedFields.map(([name]) => name),
      );
      expect(base).toBe(vector.signingString);
      const verifier = (await thumbprintResolver(Object.values(file.certificates)))(vector.keyIdAsPrinted);
      await expect(
        verifier?.verify(signatureBaseBytes(base), bytes(vector.signatureBase64)),
      ).resolves.toBeUndefined();
      await expect(
        verifier?.verify(signatureBaseBytes(`${base}\n`), bytes(vector.signatureBase64)),
      ).rejects.toMatchObject({ code: "ERR_SIGNATURE_INVALID" });
      const digest = new Map(vector.signedFields).get("digest");
      if (vector.bodyMatchesDigest) expect(digestHeader(vector.body ?? "")).toBe(digest);
      if (vector.bodyMatchesDigest === false) {
        expect(() => verifyDigestHeader(digest, vector.body ?? "")).toThrow(/not that of the body/);
      }
    },
  );
});

describeVectors<WorldlineVectors>(
  "worldline-signatures.json",
  "a notification with the wrong list",
  (file) => {
    it("verifies over the fixed order that the service signs, and says so; the strict profile refuses it", async () => {
      const vector = file.vectors.find(({ name }) => name === "notification-status-2023-wrong-headers-param");
      const list = "digest x-request-id messagecreatedatetime (request-target)";
      const signature = `keyId="${vector?.keyIdAsPrinted}",algorithm="rsa-sha256",headers="${list}",signature="${vector?.signatureBase64}"`;
      const options = {
        message: {
          method: "POST",
          target: "/notification/status",
          headers: [...(vector?.signedFields ?? []), ["Signature", signature] as const],
        },
        resolveKey: await thumbprintResolver(Object.values(file.certificates)),
        unsafeIgnoreTimes: true,
        // Its body was not published.
        unsafeIgnoreDigest: true,
      };
      await expect(verifyMessage({ ...options, profile: worldlineServiceProfile })).resolves.toMatchObject({
        headers: ["messagecreatedatetime", "x-request-id", "digest"],
        usedFallback: true,
      });
      await expect(verifyMessage(options)).rejects.toMatchObject({ code: "ERR_SIGNATURE_INVALID" });
    });
  },
);

interface ClearBankVectors {
  readonly publicKeyPem: string;
  readonly positive: readonly {
    readonly id: string;
    readonly bodyHex: string;
    readonly digitalSignature: string;
  }[];
  readonly negative: Record<string, string>;
}

describeVectors<ClearBankVectors>(
  "clearbank-digital-signature.json",
  "signatures that ClearBank published",
  (file) => {
    it.each(file.positive.map((vector) => [vector.id, vector] as const))(
      "verifies %s",
      async (_id, vector) => {
        const verifier = await importVerifier(file.publicKeyPem);
        const body = Buffer.from(vector.bodyHex, "hex");
        await expect(verifier.verify(body, bytes(vector.digitalSignature))).resolves.toBeUndefined();
        await expect(
          verifier.verify(Buffer.concat([body, Buffer.from("\n")]), bytes(vector.digitalSignature)),
        ).rejects.toMatchObject({ code: "ERR_SIGNATURE_INVALID" });
      },
    );

    const { body = "", note: _note, ...mistakes } = file.negative;
    it.each(Object.entries(mistakes))("refuses the mistake %s", async (_name, signature) => {
      const verifier = await importVerifier(file.publicKeyPem);
      await expect(verifier.verify(Buffer.from(body), bytes(signature))).rejects.toMatchObject({
        code: "ERR_SIGNATURE_INVALID",
      });
    });
  },
);

interface Wycheproof {
  readonly testGroups: readonly {
    readonly publicKeyPem: string;
    readonly tests: readonly {
      readonly tcId: number;
      readonly msg: string;
      readonly sig: string;
      readonly result: string;
    }[];
  }[];
}

describeVectors<Wycheproof>(
  "wycheproof-rsa-2048-sha256.json",
  "Wycheproof, RSA 2048 with SHA-256",
  ({ testGroups }) => {
    it("accepts what is valid and refuses the rest", async () => {
      let count = 0;
      for (const { publicKeyPem, tests } of testGroups) {
        const verifier = await importVerifier(publicKeyPem);
        for (const { tcId, msg, sig, result } of tests) {
          const outcome = await verifier.verify(Buffer.from(msg, "hex"), Buffer.from(sig, "hex")).then(
            () => "valid",
            (error) => error.code,
          );
          expect({ tcId, outcome }).toEqual({
            tcId,
            outcome: result === "valid" ? "valid" : "ERR_SIGNATURE_INVALID",
          });
          count += 1;
        }
      }
      expect(count).toBe(259);
    });
  },
);
