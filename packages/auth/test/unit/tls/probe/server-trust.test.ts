import { expect, it } from "vitest";
import type { PeerCertificate } from "../../../../src/tls/probe/report.js";
import { explainAuthorizationError } from "../../../../src/tls/probe/server-trust.js";

const now = new Date("2026-06-01T00:00:00Z");
const leaf: PeerCertificate = {
  subject: "CN=api",
  issuer: "CN=Intermediate",
  notBefore: new Date("2026-01-01"),
  notAfter: new Date("2026-12-01"),
  daysLeft: 183,
  subjectAltNames: ["DNS:api.example", "DNS:www.example"],
};
const intermediate: PeerCertificate = {
  subject: "CN=Intermediate",
  issuer: "CN=Root",
  notBefore: new Date("2020-01-01"),
  notAfter: new Date("2026-05-01"),
  daysLeft: -31,
};

it.each<[code: string, chain: readonly PeerCertificate[], sentence: RegExp]>([
  [
    "SELF_SIGNED_CERT_IN_CHAIN",
    [leaf, intermediate],
    /authority .*, CN=Root, is not trusted: give the CA bundle/,
  ],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", [leaf, intermediate], /authority .*, CN=Root, is not trusted/],
  ["UNABLE_TO_GET_ISSUER_CERT", [leaf, intermediate], /authority .*, CN=Root, is not trusted/],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", [leaf], /chain is incomplete.*CN=Intermediate.*sent by the server/],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", [leaf], /chain is incomplete/],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", [leaf], /CN=api, is self-signed/],
  ["CERT_HAS_EXPIRED", [leaf, intermediate], /CN=Intermediate ended on 2026-05-01T00:00:00.000Z/],
  ["CERT_HAS_EXPIRED", [leaf], /A certificate of the server's chain has ended/],
  ["CERT_NOT_YET_VALID", [leaf], /not valid yet: look at the clock/],
  ["ERR_TLS_CERT_ALTNAME_INVALID", [leaf], /names DNS:api.example, DNS:www.example, and not other.example/],
  ["ERR_TLS_CERT_ALTNAME_INVALID", [intermediate], /names none, and not other.example/],
  [
    "ERR_TLS_CERT_ALTNAME_INVALID",
    [{ ...leaf, subjectAltNames: Array.from({ length: 7 }, (_, index) => `DNS:${index}`) }],
    /names DNS:0, DNS:1, DNS:2, DNS:3, DNS:4 and 2 more, and not/,
  ],
  ["CERT_SIGNATURE_FAILURE", [leaf], /does not verify/],
])("%s is explained", (code, chain, sentence) => {
  const said = explainAuthorizationError(code, { host: "other.example", chain, now });
  expect(said).toMatch(sentence);
  expect(said.endsWith(`(${code}).`)).toBe(true);
});
