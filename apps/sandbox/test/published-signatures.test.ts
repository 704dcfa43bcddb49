import { createPublicKey, X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeBase64 } from "../src/wire/base64.js";
import { Refusal } from "../src/wire/refusal.js";
import { rsaVerifies } from "../src/wire/rsa.js";
import { digestOf } from "../src/worldline/digest.js";
import { parseAuthorization, parseSignature } from "../src/worldline/signature-header.js";
import type { Subscription } from "../src/worldline/state.js";
import { signingString, verifySignature } from "../src/worldline/verify-signature.js";

/** Signatures that the institutions themselves published; they are kept outside of the repository. */
function vectors<T>(name: string): T | undefined {
  const file = new URL(`../../../../shared/vectors/${name}`, import.meta.url);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as T;
  console.log(`skipped: the published signatures are not at hand (${name})`);
  return undefined;
}

interface WorldlineVectors {
  readonly certificates: Record<string, string>;
  readonly vectors: {
    readonly name: string;
    readonly headersParamAsPrinted: string;
    readonly signedFields: [string, string][];
    readonly signingString: string;
    readonly keyIdAsPrinted: string;
    readonly algorithmAsPrinted: string;
    readonly signatureBase64: string;
    readonly body: string | null;
    readonly bodyMatchesDigest: boolean | null;
  }[];
}

interface ClearBankVectors {
  readonly publicKeyPem: string;
  readonly positive: { readonly id: string; readonly bodyHex: string; readonly digitalSignature: string }[];
  readonly negative: Record<string, string>;
}

const worldline = vectors<WorldlineVectors>("worldline-signatures.json");
const clearbank = vectors<ClearBankVectors>("clearbank-digital-signature.json");

describe.skipIf(worldline === undefined)("Worldline's published signatures", () => {
  const { vectors: all = [], certificates = {} } = worldline ?? {};
  const subscription = {
    certificates: Object.entries(certificates).map(([thumbprint, certificate]) => ({
      thumbprint,
      certificate,
    })),
  } as unknown as Subscription;
  // Both certificates ran out in 2025.
  const whileValid = new Date("2024-02-08T18:31:37Z");

  it.each(all.map((vector) => [vector.name, vector] as const))("verify: %s", (_name, vector) => {
    const fields = new Map(vector.signedFields);
    // One printed headers parameter does not tell the order that was signed; the fields do.
    const headers = vector.signedFields.map(([name]) => name).join(" ");
    const printed = `keyId="${vector.keyIdAsPrinted}",algorithm="${vector.algorithmAsPrinted}"`;
    const value = `${printed},headers="${headers}",signature="${vector.signatureBase64}"`;
    const parameters = parseSignature(value);
    expect(parseAuthorization(`Signature ${value}`)).toEqual(parameters);
    expect(signingString(parameters.headers, (name) => fields.get(name))).toBe(vector.signingString);
    verifySignature(parameters, (name) => fields.get(name), subscription, whileValid);
    expect(() =>
      verifySignature(parameters, (name) => `${fields.get(name)}x`, subscription, whileValid),
    ).toThrow(Refusal);
    const late = new Date("2026-01-01T00:00:00Z");
    expect(() => verifySignature(parameters, (name) => fields.get(name), subscription, late)).toThrow(
      /is valid from/,
    );
  });

  it.each(all.filter(({ body }) => body !== null).map((vector) => [vector.name, vector] as const))(
    "have the digest of their body: %s",
    (_name, { body, bodyMatchesDigest, signedFields }) => {
      const digest = new Map(signedFields).get("digest");
      expect(digestOf(Buffer.from(body ?? "")) === digest).toBe(bodyMatchesDigest);
    },
  );

  it("are found by thumbprints that the certificates have", () => {
    for (const [thumbprint, pem] of Object.entries(certificates)) {
      expect(new X509Certificate(pem).fingerprint.replaceAll(":", "")).toBe(thumbprint);
    }
  });
});

describe.skipIf(clearbank === undefined)("ClearBank's published signatures", () => {
  const key = clearbank && createPublicKey(clearbank.publicKeyPem);
  const check = (body: Buffer, signature: string) => {
    const bytes = decodeBase64(signature);
    return key !== undefined && bytes !== undefined && rsaVerifies(body, bytes, key);
  };

  it.each((clearbank?.positive ?? []).map((vector) => [vector.id, vector] as const))(
    "verify: %s",
    (_id, vector) => {
      const body = Buffer.from(vector.bodyHex, "hex");
      expect(check(body, vector.digitalSignature)).toBe(true);
      expect(check(Buffer.concat([body, Buffer.from("\n")]), vector.digitalSignature)).toBe(false);
    },
  );

  it("do not verify when they were made over anything else", () => {
    const { body = "", note: _note, ...signatures } = clearbank?.negative ?? {};
    expect(Object.keys(signatures).length).toBeGreaterThan(3);
    for (const signature of Object.values(signatures))
      expect(check(Buffer.from(body), signature)).toBe(false);
  });
});

describe("the digests that the document prints", () => {
  it("come out of its bodies", () => {
    const request =
      '{"PaymentProduct":["IDEAL"],"CommonPaymentData":{"Amount":{"Type":"Fixed","Amount":"10.00","Currency":"EUR"},' +
      '"RemittanceInformation":"Cookie","RemittanceInformationStructured":{"Reference":"iDEALpurchase21"}},' +
      '"IDEALPayments":{"UseDebtorToken":false,"FlowType":"Standard"}}';
    expect(digestOf(Buffer.from(request))).toBe("SHA-256=DUJtNvyhZZmAueNxsl4vFygbsoWmNCkNPaBCMySbVso=");
    const notification =
      '{"PaymentProductUsed":"IDEAL","CommonPaymentData":{"PaymentStatus":"Expired","PaymentId":"141110",' +
      '"AspspPaymentId":"0001115682120510","AspspId":"10002","DebtorInformation":' +
      '{"Name":"Edsger Wybe Dijkstra - Callback","Agent":"ABNANL2AXXX",' +
      '"Account":{"SchemeName":"IBAN","Identification":"NL44RABO0123456789"}}}}';
    expect(digestOf(Buffer.from(notification))).toBe("SHA-256=sSGTcBibfH1n9k/W9yFoGHND1jnzrq2o6jorNuD6wpc=");
  });
});
