import { X509Certificate } from "node:crypto";
import { addMonths, addYears } from "../calendar.js";
import { x509 } from "../pki/x509.js";
import { Refusal, type Rule } from "../wire/refusal.js";
import * as rules from "./certificate-rules.js";

export interface UploadedCertificate {
  readonly certificate: string;
  /** SHA-1, upper-case hex: the keyId. */
  readonly thumbprint: string;
  readonly notAfter: string;
  /** Every rule that the certificate breaks, not only the first. */
  readonly violations: readonly { readonly rule: string; readonly message: string }[];
}

/** Reads an uploaded certificate and checks it against what the back office accepts. */
export function checkCertificate(pem: string, now: Date): UploadedCertificate {
  const certificate = readCertificate(pem);
  const details = new x509.X509Certificate(pem);
  const { notBefore, notAfter } = details;
  const violations: { rule: string; message: string }[] = [];
  const expect = (isMet: boolean, rule: Rule, message: string) => {
    if (!isMet) violations.push({ rule: rule.id, message });
  };
  const bits = certificate.publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  const kind = certificate.publicKey.asymmetricKeyType ?? "unknown";
  const isRsa = kind === "rsa";
  expect(
    isRsa && bits >= 2048 && bits <= 4096,
    rules.certificateKey,
    `Expected an RSA key of 2048 to 4096 bits, got ${isRsa ? `RSA of ${bits} bits` : kind}.`,
  );
  const { name, hash } = details.signatureAlgorithm as { name: string; hash?: { name: string } };
  expect(
    name === "RSASSA-PKCS1-v1_5" && hash?.name === "SHA-256",
    rules.certificateAlgorithm,
    `Expected a certificate signed with SHA-256 and RSA, got ${name} ${hash?.name ?? ""}.`,
  );
  const latest = addYears(notBefore, 5);
  expect(
    notAfter <= latest,
    rules.certificateLifetime,
    `Expected an end at ${latest.toISOString()} or before (5 years), got ${notAfter.toISOString()}.`,
  );
  const inAMonth = addMonths(now, 1);
  expect(
    notAfter > inAMonth,
    rules.certificateRemaining,
    `Expected an end after ${inAMonth.toISOString()} (a month from now), got ${notAfter.toISOString()}.`,
  );
  return {
    certificate: certificate.toString(),
    thumbprint: certificate.fingerprint.replaceAll(":", ""),
    notAfter: notAfter.toISOString(),
    violations,
  };
}

function readCertificate(pem: string): X509Certificate {
  if (pem.includes("PRIVATE KEY")) {
    throw new Refusal(
      rules.certificateFormat,
      "A private key came with the certificate; send only the certificate.",
    );
  }
  if (pem.split("-----BEGIN CERTIFICATE-----").length !== 2) {
    throw new Refusal(
      rules.certificateFormat,
      "Expected one certificate in PEM (-----BEGIN CERTIFICATE-----).",
    );
  }
  try {
    return new X509Certificate(pem);
  } catch {
    throw new Refusal(rules.certificateFormat, "The PEM does not hold a readable certificate.");
  }
}
