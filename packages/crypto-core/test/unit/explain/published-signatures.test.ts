import { expect, it } from "vitest";
import {
  type CauseCode,
  explainBodySignature,
  explainSignature,
  importVerifier,
  worldlineServiceProfile,
} from "../../../src/index.js";
import { describeVectors } from "../../support/shared-vectors.js";

interface ClearBankVectors {
  readonly publicKeyPem: string;
  readonly positive: readonly {
    readonly id: string;
    readonly bodyHex: string;
    readonly digitalSignature: string;
  }[];
  readonly negative: Record<string, string>;
}

/** What each of ClearBank's published mistakes is called here. */
const codes: Readonly<Record<string, CauseCode>> = {
  doubleHash: "double-hash",
  signedHexDigest: "hex-digest-signed",
  signedWithBom: "body-bom",
  signedWithTrailingLf: "body-newline",
  signedCompact: "body-reserialised",
  signedUtf16le: "body-encoding",
};

describeVectors<ClearBankVectors>(
  "clearbank-digital-signature.json",
  "ClearBank's mistakes are named",
  (file) => {
    const { body = "", note: _note, ...mistakes } = file.negative;

    it.each(Object.entries(mistakes))("%s", async (name, signature) => {
      const verifier = await importVerifier(file.publicKeyPem);
      const { verified, cause } = await explainBodySignature({
        body: Buffer.from(body),
        signature,
        verifier,
      });
      expect({ verified, code: cause?.code }).toEqual({ verified: false, code: codes[name] });
    });

    it.each(file.positive.map((vector) => [vector.id, vector] as const))(
      "%s is right",
      async (_id, vector) => {
        const verifier = await importVerifier(file.publicKeyPem);
        const signature = vector.digitalSignature;
        const sent = Buffer.from(vector.bodyHex, "hex");
        expect((await explainBodySignature({ body: sent, signature, verifier })).verified).toBe(true);
      },
    );
  },
);

interface WorldlineVectors {
  readonly certificates: Record<string, string>;
  readonly vectors: readonly {
    readonly name: string;
    readonly target: string;
    readonly headersParamAsPrinted: string;
    readonly signedFields: readonly (readonly [string, string])[];
    readonly keyIdAsPrinted: string;
    readonly algorithmAsPrinted: string;
    readonly signatureBase64: string;
    readonly body: string | null;
    readonly bodyMatchesDigest: boolean | null;
  }[];
}

describeVectors<WorldlineVectors>(
  "worldline-signatures.json",
  "Worldline's signatures are explained",
  (file) => {
    it.each(file.vectors.map((vector) => [vector.name, vector] as const))("%s", async (_name, vector) => {
      const certificate = file.certificates[vector.keyIdAsPrinted.toUpperCase()] ?? "";
      const [method = "", target = ""] = vector.target.split(" ");
      const value = `keyId="${vector.keyIdAsPrinted}",algorithm="${vector.algorithmAsPrinted}",headers="${vector.headersParamAsPrinted}",signature="${vector.signatureBase64}"`;
      const options = {
        message: {
          method,
          target,
          headers: [
            ...vector.signedFields.filter(([name]) => !name.startsWith("(")),
            ["signature", value] as const,
          ],
          ...(vector.body !== null && { body: Buffer.from(vector.body) }),
        },
        verifier: await importVerifier(certificate),
        certificate,
        unsafeIgnoreDigest: !vector.bodyMatchesDigest,
      };
      const { fallbackHeaders: _fallback, ...literal } = { ...worldlineServiceProfile, requiredHeaders: [] };
      const { verified, cause } = await explainSignature({ ...options, profile: literal });
      const printed = vector.signedFields.map(([name]) => name).join(" ");
      if (printed === vector.headersParamAsPrinted)
        expect({ verified, cause }).toEqual({ verified: true, cause: undefined });
      else {
        // In 2023 the service printed the list of its clients' requests, and signed its own.
        expect(cause?.code).toBe("header-order");
        expect(cause?.message).toContain(printed);
        const lenient = await explainSignature({ ...options, profile: worldlineServiceProfile });
        expect(lenient.verified).toBe(true);
      }
    });
  },
);
