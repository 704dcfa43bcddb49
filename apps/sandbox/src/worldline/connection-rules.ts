import type { WorldlineRule } from "./rule.js";

export const path: WorldlineRule = {
  id: "worldline.path",
  status: 404,
  code: "110",
  oauth: { error: "not_found", description: "HTTP 404 Not Found" },
  source: "reference/worldline.md 2.1",
  summary: "the request is for an operation that is played here",
};

export const clientCertificate: WorldlineRule = {
  id: "worldline.tls.client-certificate",
  status: 403,
  code: "007",
  oauth: { error: "access_denied", description: "Client certificate required" },
  source: "Transport Level Security: Mutual TLS optional; switch worldline.clientCertificate",
  summary: "where TLS is mutual, the client shows a certificate of the back office",
};
