import type { Rule } from "../wire/refusal.js";

export interface WorldlineRule extends Rule {
  /** The three digits of the service's own error objects. */
  readonly code: string;
  /** How the version 2 token endpoint words it; most failed authentications share one wording. */
  readonly oauth?: { readonly error: string; readonly description: string };
}

const signing = "Digital Signatures: Sending authorization requests";
const messages = "Digital Signatures: Sending signed requests and responses";
const v1 = "Access Token - Version 1";
const v2 = "Access Token - Version 2";
const pis = "reference/worldline.md 2.4, 2.8";

export const path: WorldlineRule = {
  id: "worldline.path",
  status: 404,
  code: "110",
  oauth: { error: "not_found", description: "HTTP 404 Not Found" },
  source: "reference/worldline.md 2.1",
  summary: "the request is for an operation that is played here",
};

// Signatures, on token requests and on messages.

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

// Connections.

export const clientCertificate: WorldlineRule = {
  id: "worldline.tls.client-certificate",
  status: 403,
  code: "007",
  oauth: { error: "access_denied", description: "Client certificate required" },
  source: "Transport Level Security: Mutual TLS optional; switch worldline.clientCertificate",
  summary: "where TLS is mutual, the client shows a certificate of the back office",
};

// Token requests of both versions.

export const contentType: WorldlineRule = {
  id: "worldline.token.content-type",
  status: 415,
  code: "158",
  oauth: { error: "invalid_request", description: "Unsupported Media Type" },
  source: `${v1}, Content-Type; ${v2}, Content-Type`,
  summary: "a token request is a form",
};

export const grantType: WorldlineRule = {
  id: "worldline.token.grant-type",
  status: 400,
  code: "002",
  oauth: { error: "unsupported_grant_type", description: "Unsupported grant_type" },
  source: `${v1}, Form Data; ${v2}, Body fields`,
  summary: "grant_type is client_credentials",
};

// Version 1.

export const headerMissing: WorldlineRule = {
  id: "worldline.token.header-missing",
  status: 401,
  code: "001",
  source: `${v1}, Header fields`,
  summary: "a version 1 request carries App, Client, Id, Date and Authorization",
};

export const app: WorldlineRule = {
  id: "worldline.token.app",
  status: 401,
  code: "001",
  source: `${v1}, App`,
  summary: "App is PIS, IDEAL or AIS",
};

export const date: WorldlineRule = {
  id: "worldline.token.date",
  status: 401,
  code: "001",
  oauth: { error: "unauthorized_client", description: "Invalid client or Invalid client credentials" },
  source: `${v1}, Date; reference/worldline.md 2.2`,
  summary: "the date has one of the three formats; how old it may be is not published and not checked",
};

export const partyUnknown: WorldlineRule = {
  id: "worldline.party.unknown",
  status: 401,
  code: "101",
  source: "reference/worldline.md 2.2",
  summary: "Client and Id name a subscription",
};

export const partyService: WorldlineRule = {
  id: "worldline.party.service",
  status: 401,
  code: "101",
  source: `${signing}; reference/worldline.md 2.2`,
  summary: "the party has a subscription to the service that App names",
};

export const partyInactiveV1: WorldlineRule = {
  id: "worldline.party.inactive-v1",
  status: 401,
  code: "102",
  source: "reference/worldline.md 2.2",
  summary: "the subscription that a version 1 token is asked for is active",
};

// Version 2.

export const realm: WorldlineRule = {
  id: "worldline.v2.realm",
  status: 404,
  code: "110",
  source: `${v2}, Endpoint`,
  summary: "the realm is one of the three",
};

export const v2Method: WorldlineRule = {
  id: "worldline.v2.method",
  status: 405,
  code: "001",
  oauth: { error: "invalid_request", description: "Method Not Allowed" },
  source: `${v2}, Endpoint`,
  summary: "tokens are requested with POST",
};

export const v2Repeated: WorldlineRule = {
  id: "worldline.v2.repeated",
  status: 400,
  code: "002",
  oauth: { error: "invalid_request", description: "duplicated parameter" },
  source: "reference/worldline.md 6",
  summary: "each parameter comes once",
};

export const v2GrantTypeMissing: WorldlineRule = {
  id: "worldline.v2.grant-type-missing",
  status: 400,
  code: "002",
  oauth: { error: "invalid_request", description: "Missing form parameter: grant_type" },
  source: `${v2}, Body fields; reference/worldline.md 6`,
  summary: "grant_type is there",
};

export const v2ClientMissing: WorldlineRule = {
  id: "worldline.v2.client-missing",
  status: 401,
  code: "001",
  oauth: { error: "invalid_client", description: "Missing client_id parameter" },
  source: `${v2}, Body fields; reference/worldline.md 6`,
  summary: "client_id is there",
};

export const v2ClientUnknown: WorldlineRule = {
  id: "worldline.v2.client-unknown",
  status: 401,
  code: "101",
  oauth: { error: "invalid_client", description: "Invalid client or Invalid client credentials" },
  source: `${v2}, Client_id`,
  summary:
    "client_id is {tenant}-{initiating party id}, with :{sub id} where there is one, of a subscription",
};

export const v2Secret: WorldlineRule = {
  id: "worldline.v2.secret",
  status: 401,
  code: "021",
  source: `${v2}, Client Id/Secret based; reference/worldline.md 6`,
  summary: "client_secret is the latest secret that was generated",
};

export const v2NoCredentials: WorldlineRule = {
  id: "worldline.v2.no-credentials",
  status: 401,
  code: "021",
  source: `${v2}`,
  summary: "the client shows a secret or a signature",
};

export const v2Variant: WorldlineRule = {
  id: "worldline.v2.certificate-variant",
  status: 401,
  code: "021",
  source: `${v2}, Certificate based; switch worldline.v2Certificate`,
  summary: "date and signature are where the switch allows them",
};

export const v2Scope: WorldlineRule = {
  id: "worldline.v2.scope",
  status: 400,
  code: "002",
  oauth: { error: "invalid_scope", description: "Invalid scopes" },
  source: `${v2}, scope`,
  summary: "scope lists services from AIS PIS IDEAL VOP, with white space between them",
};

export const v2ScopeSubscribed: WorldlineRule = {
  id: "worldline.v2.scope-subscribed",
  status: 400,
  code: "002",
  oauth: { error: "invalid_scope", description: "Invalid scopes" },
  source: `${v2}, scope`,
  summary: "the client has an active subscription to every service that scope lists",
};

// Payments.

export const bearerMissing: WorldlineRule = {
  id: "worldline.bearer.missing",
  status: 401,
  code: "021",
  source: `${v1}; ${v2}`,
  summary: "a request carries Authorization: Bearer",
};

export const bearerUnknown: WorldlineRule = {
  id: "worldline.bearer.unknown",
  status: 401,
  code: "021",
  source: `${v1}; ${v2}`,
  summary: "the bearer token was issued here and not revoked",
};

export const bearerExpired: WorldlineRule = {
  id: "worldline.bearer.expired",
  status: 403,
  code: "017",
  source: `Validity of access tokens; ${pis}`,
  summary: "the bearer token has not expired",
};

export const bearerService: WorldlineRule = {
  id: "worldline.bearer.service",
  status: 401,
  code: "021",
  source: `${v1}, App; ${v2}, scope`,
  summary: "the token is for the service that the request is about",
};

export const messageHeader: WorldlineRule = {
  id: "worldline.message.header",
  status: 400,
  code: "002",
  source: pis,
  summary: "a request carries X-Request-ID (1 to 36 characters) and MessageCreateDateTime (ISO 8601)",
};

export const messageContentType: WorldlineRule = {
  id: "worldline.message.content-type",
  status: 415,
  code: "158",
  source: pis,
  summary: "a payment is sent as application/json",
};

export const messageDuplicate: WorldlineRule = {
  id: "worldline.message.duplicate",
  status: 400,
  code: "008",
  source: "reference/worldline.md 2.8 (the window is not published: 24 hours here)",
  summary: "an X-Request-ID creates one payment",
};

export const digestMissing: WorldlineRule = {
  id: "worldline.digest.missing",
  status: 401,
  code: "154",
  source: messages,
  summary: "where signing is on, a message carries a Digest header, GET requests too",
};

export const digestInvalid: WorldlineRule = {
  id: "worldline.digest.invalid",
  status: 401,
  code: "154",
  source: "Digital Signatures: The Digest header",
  summary: "Digest is SHA-256= and the base64 of the hash of the exact body",
};

export const schema: WorldlineRule = {
  id: "worldline.payment.schema",
  status: 400,
  code: "002",
  source: pis,
  summary: "the body has the members and formats of the interface file, and no others",
};

export const conditional: WorldlineRule = {
  id: "worldline.payment.conditional",
  status: 400,
  code: "133",
  source: pis,
  summary: "what is mandatory for this product, flow or type of transaction is there",
};

export const partySub: WorldlineRule = {
  id: "worldline.party.sub",
  status: 400,
  code: "101",
  source: "reference/worldline.md 2.2",
  summary: "the sub id that the token or the payment names has the service",
};

export const partyInactive: WorldlineRule = {
  id: "worldline.party.inactive",
  status: 400,
  code: "102",
  source: pis,
  summary: "the subscription that a payment is for is active",
};

export const bankUnknown: WorldlineRule = {
  id: "worldline.bank.unknown",
  status: 404,
  code: "104",
  source: pis,
  summary: "PsuData.AspspId is one of the directory's",
};

export const bankInactive: WorldlineRule = {
  id: "worldline.bank.inactive",
  status: 400,
  code: "105",
  source: pis,
  summary: "the bank is active",
};

export const amountLimit: WorldlineRule = {
  id: "worldline.payment.limit",
  status: 403,
  code: "134",
  source: pis,
  summary: "the amount is within the subscription's limit",
};

export const returnUrl: WorldlineRule = {
  id: "worldline.payment.return-url",
  status: 400,
  code: "002",
  source: pis,
  summary:
    "InitiatingPartyReturnUrl is an absolute web address of at most 4000 characters, https but on the same machine",
};

export const debtorTokenUrl: WorldlineRule = {
  id: "worldline.payment.debtor-token-url",
  status: 400,
  code: "002",
  source: pis,
  summary: "DebtorTokenCallbackUrl is an https URL that ends in /v3",
};

export const cancelUnsupported: WorldlineRule = {
  id: "worldline.payment.cancel-unsupported",
  status: 405,
  code: "137",
  source: "reference/worldline.md 2.7, 2.8",
  summary: "the payment is none of iDEAL, which the initiating party cannot cancel",
};

export const cancelStatus: WorldlineRule = {
  id: "worldline.payment.cancel-status",
  status: 401,
  code: "135",
  source: "reference/worldline.md 2.7, 2.8",
  summary: "a payment is cancelled before it is settled",
};

export const notConfirmable: WorldlineRule = {
  id: "worldline.payment.not-confirmable",
  status: 403,
  code: "120",
  source: "reference/worldline.md 2.7, 2.8",
  summary: "the payment that is confirmed waits for it",
};

export const refundsInactive: WorldlineRule = {
  id: "worldline.refund.inactive",
  status: 401,
  code: "153",
  source: "reference/worldline.md 2.7, 2.8",
  summary: "the subscription has refunds",
};

export const refundUnknown: WorldlineRule = {
  id: "worldline.refund.unknown",
  status: 404,
  code: "110",
  source: "reference/worldline.md 2.7, 2.8",
  summary: "the refund id is one of this subscription's",
};

export const debtorUnknown: WorldlineRule = {
  id: "worldline.preferences.unknown",
  status: 404,
  code: "110",
  source: "reference/worldline.md 2.6",
  summary: "the payer has been remembered by that id",
};

export const directoryService: WorldlineRule = {
  id: "worldline.directory.service",
  status: 400,
  code: "001",
  source: "reference/worldline.md 2.12",
  summary: "the header Service names the service whose banks are asked for",
};

export const bankPage: WorldlineRule = {
  id: "worldline.bank-page.unknown",
  status: 404,
  code: "110",
  source: "none: the sandbox's own page",
  summary: "the address is one that a payment's RedirectUrl gave",
};

export const bankDecision: WorldlineRule = {
  id: "worldline.bank-page.decision",
  status: 400,
  code: "001",
  source: "none: the sandbox's own page",
  summary: "the payer approves, cancels or lets expire, and chooses a bank of the list",
};

export const notificationUrl: WorldlineRule = {
  id: "worldline.payment.notification-url",
  status: 400,
  code: "002",
  source: "reference/worldline.md 2.4, 2.10",
  summary:
    "InitiatingPartyNotificationUrl is an https URL that ends in /v2 or /v3, or has NotificationVersion beside it",
};

export const paymentUnknown: WorldlineRule = {
  id: "worldline.payment.unknown",
  status: 404,
  code: "110",
  source: pis,
  summary: "the payment id, or ref or e2e and the party's own id, is of a payment that the token is for",
};

// The back office.

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
