import type { WorldlineRule } from "./rule.js";

const signing = "Digital Signatures: Sending authorization requests";
const messages = "Digital Signatures: Sending signed requests and responses";
const v1 = "Access Token - Version 1";

export const signatureMissing: WorldlineRule = {
  id: "worldline.signature.missing",
  status: 401,
  code: "003",
  source: messages,
  summary: "where signing is on, a message carries a Signature header",
};

export const signatureScheme: WorldlineRule = {
  id: "worldline.signature.scheme",
  status: 401,
  code: "003",
  source: signing,
  summary: "the signature of a token request begins with the word Signature",
};

export const signatureQuotes: WorldlineRule = {
  id: "worldline.signature.quotes",
  status: 401,
  code: "003",
  source: "reference/worldline.md 2.3",
  summary: "parameter values stand in straight quotes; the documents print typographic ones",
};

export const signatureSyntax: WorldlineRule = {
  id: "worldline.signature.syntax",
  status: 401,
  code: "003",
  source: `${signing}; draft-cavage-http-signatures-12 2.2`,
  summary: 'the parameters are name="value" pairs with commas between them, each name once',
};

export const signatureAlgorithm: WorldlineRule = {
  id: "worldline.signature.algorithm",
  status: 401,
  code: "003",
  source: signing,
  summary: "algorithm is rsa-sha256 or SHA256withRSA",
};

export const signatureCoverage: WorldlineRule = {
  id: "worldline.signature.coverage",
  status: 401,
  code: "003",
  source: `${signing}; ${messages}`,
  summary: "the headers parameter lists everything that has to be signed",
};

export const signatureField: WorldlineRule = {
  id: "worldline.signature.field",
  status: 401,
  code: "003",
  source: "draft-cavage-http-signatures-12 2.3",
  summary: "everything that the headers parameter lists is in the request",
};

export const signatureKey: WorldlineRule = {
  id: "worldline.signature.key",
  status: 401,
  code: "003",
  source: signing,
  summary: "keyId is the SHA-1 thumbprint of a certificate uploaded where this request looks for it",
};

export const signatureCertificate: WorldlineRule = {
  id: "worldline.signature.certificate",
  status: 401,
  code: "003",
  source: `${v1}, Step 1`,
  summary: "the certificate is within its validity",
};

export const signatureEncoding: WorldlineRule = {
  id: "worldline.signature.encoding",
  status: 401,
  code: "003",
  source: "draft-cavage-http-signatures-12 2.1.2",
  summary: "signature is standard base64",
};

export const signatureInvalid: WorldlineRule = {
  id: "worldline.signature.invalid",
  status: 401,
  code: "003",
  source: signing,
  summary: "signature is RSA PKCS#1 v1.5 with SHA-256 over the string that the headers parameter describes",
};
