import { createPublicKey, type KeyObject } from "node:crypto";
import { Refusal, type Rule } from "../wire/refusal.js";
import { x509 } from "./x509.js";

export interface CheckedRequest {
  readonly publicKey: KeyObject;
  readonly commonNames: readonly string[];
}

/** The rules that an institution has for certificate requests. */
export interface RequestRules {
  readonly format: Rule;
  readonly signature: Rule;
  readonly key: Rule;
}

/** Reads a PKCS#10 request and makes sure that its sender holds the key: the request is signed with it. */
export async function checkCertificateRequest(
  pem: string,
  rules: RequestRules,
  allowed: readonly ("rsa" | "ec")[],
): Promise<CheckedRequest> {
  const request = readRequest(pem, rules.format);
  if (!(await request.verify().catch(() => false))) {
    throw new Refusal(
      rules.signature,
      "The request's own signature does not match its public key; make it again.",
    );
  }
  const publicKey = createPublicKey({
    key: Buffer.from(request.publicKey.rawData),
    format: "der",
    type: "spki",
  });
  const kind = publicKey.asymmetricKeyType ?? "unknown";
  if (!allowed.some((each) => each === kind)) {
    throw new Refusal(rules.key, `Expected a key of type ${allowed.join(" or ")}, got ${kind}.`);
  }
  const bits = publicKey.asymmetricKeyDetails?.modulusLength;
  if (kind === "rsa" && (bits === undefined || bits < 2048)) {
    throw new Refusal(rules.key, `Expected an RSA key of at least 2048 bits, got ${bits}.`);
  }
  return { publicKey, commonNames: request.subjectName.getField("CN") };
}

function readRequest(pem: string, rule: Rule): x509.Pkcs10CertificateRequest {
  if (pem.includes("PRIVATE KEY")) {
    throw new Refusal(
      rule,
      "A private key came with the request; send only the certificate request, keep the key.",
    );
  }
  if (!/-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----/.test(pem)) {
    throw new Refusal(rule, "Expected PEM that begins with -----BEGIN CERTIFICATE REQUEST----- (PKCS#10).");
  }
  try {
    return new x509.Pkcs10CertificateRequest(pem);
  } catch {
    throw new Refusal(rule, "The PEM does not hold a readable PKCS#10 certificate request.");
  }
}
