import type { WorldlineRule } from "./rule.js";

const v1 = "Access Token - Version 1";

export const certificateFormat: WorldlineRule = {
  id: "worldline.certificate.format",
  status: 400,
  code: "002",
  source: `${v1}, Step 1`,
  summary: "the upload is one certificate in PEM, without a private key",
};

export const certificateKey: WorldlineRule = {
  id: "worldline.certificate.key",
  status: 400,
  code: "002",
  source: `${v1}, Step 1`,
  summary: "the key is RSA of 2048 to 4096 bits",
};

export const certificateAlgorithm: WorldlineRule = {
  id: "worldline.certificate.algorithm",
  status: 400,
  code: "002",
  source: `${v1}, Step 1`,
  summary: "the certificate is signed with SHA-256 and RSA",
};

export const certificateLifetime: WorldlineRule = {
  id: "worldline.certificate.lifetime",
  status: 400,
  code: "002",
  source: `${v1}, Step 1`,
  summary: "the certificate is valid for at most 5 years",
};

export const certificateRemaining: WorldlineRule = {
  id: "worldline.certificate.remaining",
  status: 400,
  code: "002",
  source: `${v1}, Step 1`,
  summary: "more than a month of the validity is left",
};
