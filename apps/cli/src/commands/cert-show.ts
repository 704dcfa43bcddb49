import {
  type Certificate,
  checkCertificatePolicy,
  parseCertificates,
  thumbprint,
  worldlinePolicy,
} from "@countersign/crypto-core";
import type { Command } from "../command.js";
import { about } from "../errors.js";

const policies = { worldline: worldlinePolicy };

export const certShow: Command = {
  name: "cert show",
  summary: "print what certificates say, and whether the first one meets a policy",
  operands: ["FILE"],
  options: {
    policy: {
      value: "NAME",
      choices: Object.keys(policies),
      summary:
        "exit with 1 where the first certificate does not meet it, and list everything that is against it",
    },
  },
  example: "countersign cert show certificate.pem --policy worldline",
  async run(args, io) {
    const [file = "-"] = args.operands;
    const bytes = await io.read(file);
    const [first, ...others] = await about(file, () => parseCertificates(bytes));
    if (!first) throw new TypeError("a file without a certificate was read");
    const policy = policies[args.optional("policy") as keyof typeof policies];
    const violations = policy ? checkCertificatePolicy(first, policy, { now: io.now() }) : [];
    const text = [first, ...others].map(describe).join("\n");
    const json = { ...facts(first), ...(others.length > 0 && { others: others.map(facts) }) };
    if (violations.length === 0) {
      return { text: policy ? `${text}\nIt meets the policy.\n` : text, json: { ...json, violations } };
    }
    const message = violations.map((violation) => violation.message).join(" ");
    const list = violations.map((violation) => `  ${violation.rule}: ${violation.message}\n`).join("");
    return {
      exitCode: 1,
      text: `${text}\nIt does not meet the policy:\n${list}`,
      json: { code: "ERR_CERTIFICATE_POLICY", message, ...json, violations },
    };
  },
};

function facts(certificate: Certificate): Record<string, unknown> {
  const { subject, issuer, serialNumber, notBefore, notAfter } = certificate;
  const { keyAlgorithm, modulusLength, signatureAlgorithm, subjectAltNames } = certificate;
  return {
    subject,
    issuer,
    serialNumber,
    notBefore,
    notAfter,
    keyAlgorithm,
    modulusLength,
    signatureAlgorithm,
    subjectAltNames,
    sha1Thumbprint: thumbprint(certificate, "SHA-1"),
    sha256Thumbprint: thumbprint(certificate, "SHA-256"),
  };
}

function describe(certificate: Certificate): string {
  const { subject, issuer, serialNumber, notBefore, notAfter, subjectAltNames = [] } = certificate;
  const { keyAlgorithm, modulusLength, signatureAlgorithm } = certificate;
  const rows = [
    ["subject", subject],
    ["issuer", issuer],
    ["serial number", serialNumber],
    ["valid from", notBefore.toISOString()],
    ["valid until", notAfter.toISOString()],
    ["key", modulusLength === undefined ? keyAlgorithm : `${keyAlgorithm}, ${modulusLength} bits`],
    ["signed with", signatureAlgorithm],
    ...(subjectAltNames.length > 0 ? [["other names", subjectAltNames.join(", ")]] : []),
    ["SHA-1", thumbprint(certificate, "SHA-1")],
    ["SHA-256", thumbprint(certificate, "SHA-256")],
  ];
  return rows.map(([name = "", value]) => `${name.padEnd(14)} ${value}\n`).join("");
}
