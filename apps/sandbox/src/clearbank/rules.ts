import type { Rule } from "../wire/refusal.js";

export interface ClearBankRule extends Rule {
  /** The `title` of the problem document; the statuses that are documented without one have none. */
  readonly title?: string;
}

const missingRequestId = "Missing X-Request-Id Header";
const invalidSignature = "Invalid DigitalSignature Header";

export const method: ClearBankRule = {
  id: "clearbank.method",
  status: 405,
  title: "Method Not Allowed",
  source: "Use endpoints; reference/clearbank.md 1.6",
  summary: "GET, POST, PUT, PATCH and DELETE are known, of which /v1/Test takes GET and POST",
};

export const tokenMissing: ClearBankRule = {
  id: "clearbank.token.missing",
  status: 403,
  source: "Authenticate your API calls",
  summary: "every request carries Authorization: Bearer with the API token",
};

export const tokenUnknown: ClearBankRule = {
  id: "clearbank.token.unknown",
  status: 403,
  source: "Authenticate your API calls",
  summary: "the token is one that the portal generated",
};

export const tokenExpired: ClearBankRule = {
  id: "clearbank.token.expired",
  status: 403,
  source: "Create your authentication profile",
  summary: "the token's expiry date has not passed",
};

export const requestIdMissing: ClearBankRule = {
  id: "clearbank.request-id.missing",
  status: 400,
  title: missingRequestId,
  source: "Header parameters",
  summary: "POST, PUT, PATCH and DELETE carry a non-empty X-Request-Id",
};

export const requestIdLength: ClearBankRule = {
  id: "clearbank.request-id.length",
  status: 400,
  title: missingRequestId,
  source: "reference/clearbank.md 1.2",
  summary: "X-Request-Id has at most 83 characters",
};

export const requestIdDuplicate: ClearBankRule = {
  id: "clearbank.request-id.duplicate",
  status: 409,
  source: "5xx status codes; reference/clearbank.md 1.2, 1.5",
  summary: "an X-Request-Id is accepted once in 24 hours",
};

export const signatureMissing: ClearBankRule = {
  id: "clearbank.digital-signature.missing",
  status: 400,
  title: invalidSignature,
  source: "Create your digital signature",
  summary:
    "a request with a body carries DigitalSignature; for DELETE the switch clearbank.delete says when it has to",
};

export const signatureEncoding: ClearBankRule = {
  id: "clearbank.digital-signature.encoding",
  status: 400,
  title: invalidSignature,
  source: "Create your digital signature",
  summary: "DigitalSignature is standard base64 on one line, with its padding",
};

export const signatureInvalid: ClearBankRule = {
  id: "clearbank.digital-signature.invalid",
  status: 400,
  title: invalidSignature,
  source: "Create your digital signature",
  summary:
    "DigitalSignature is RSA PKCS#1 v1.5 with SHA-256 over the exact bytes of the body, by the key of the " +
    "certificate request that the token was made for",
};

export const csrFormat: ClearBankRule = {
  id: "clearbank.csr.format",
  status: 400,
  source: "Create your authentication profile",
  summary: "the portal takes a certificate request in PKCS#10 format",
};

export const csrSignature: ClearBankRule = {
  id: "clearbank.csr.signature",
  status: 400,
  source: "Create your authentication profile",
  summary: "the certificate request is signed with its own key",
};

export const csrKey: ClearBankRule = {
  id: "clearbank.csr.key",
  status: 400,
  source: "Create your digital signature; reference/clearbank.md 1.3",
  summary: "the key is RSA of 2048 bits or more",
};

export const tokenExpiry: ClearBankRule = {
  id: "clearbank.token.expiry",
  status: 400,
  source: "Create your authentication profile",
  summary: "a token expires in the future, at most a year after its creation",
};

export const webhookUrl: ClearBankRule = {
  id: "clearbank.webhook.url",
  status: 400,
  source: "Set up and test webhook listener URLs",
  summary: "a webhook listener is an https URL without a user name, password or fragment",
};

export const webhookUrlSecret: ClearBankRule = {
  id: "clearbank.webhook.url-secret",
  status: 400,
  source: "Set up and test webhook listener URLs",
  summary: "the URL of a webhook listener has no query parameter named like a secret",
};
