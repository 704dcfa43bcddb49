export { decodePem, encodePem, type PemBlock } from "./asn1/pem.js";
export { fieldValue, fieldValues, type HeaderFields, type HttpMessage } from "./cavage/http-message.js";
export {
  type SignatureProfile,
  strictProfile,
  worldlineServiceProfile,
} from "./cavage/profile.js";
export { type SignedMessage, type SignMessageOptions, signMessage } from "./cavage/sign-message.js";
export { createSignatureBase, signatureBaseBytes } from "./cavage/signature-base.js";
export {
  formatSignatureHeader,
  parseSignatureHeader,
  type SignatureParameters,
  type SignatureSyntax,
} from "./cavage/signature-parameters.js";
export { thumbprintResolver } from "./cavage/thumbprint-resolver.js";
export { type VerifiedSignature, type VerifyMessageOptions, verifyMessage } from "./cavage/verify-message.js";
export { decodeBase64, encodeBase64 } from "./digest/base64.js";
export { digestHeader, verifyDigestHeader } from "./digest/digest-header.js";
export { sha256, sha256Stream } from "./digest/sha256.js";
export { createEngine } from "./engine/create-engine.js";
export type { CryptoEngine, CryptoKey } from "./engine/crypto-engine.js";
export {
  CertificateError,
  type CertificateErrorCode,
  CountersignError,
  DigestError,
  type DigestErrorCode,
  KeyError,
  type KeyErrorCode,
  SignatureError,
  type SignatureErrorCode,
  SignerError,
  type SignerErrorCode,
} from "./errors.js";
export { type ExplainBodySignatureOptions, explainBodySignature } from "./explain/explain-body-signature.js";
export { type ExplainSignatureOptions, explainSignature } from "./explain/explain-signature.js";
export type { CauseCode, SignatureCause, SignatureExplanation } from "./explain/explanation.js";
export type { ExpectedKey } from "./explain/key-mistakes.js";
export { type CryptoKeySignerOptions, cryptoKeySigner } from "./keys/crypto-key-signer.js";
export { generateKeyPair, type KeyPairPem } from "./keys/generate-key-pair.js";
export { type ImportSignerOptions, importSigner } from "./keys/import-signer.js";
export { type ImportVerifierOptions, importVerifier } from "./keys/import-verifier.js";
export type { KeyLimits } from "./keys/key-material.js";
export { type OpenedPrivateKey, openPrivateKey } from "./keys/open-private-key.js";
export type { SignatureAlgorithm, Signer, Verifier } from "./keys/signer.js";
export { type Pkcs12Contents, readPkcs12 } from "./pkcs12/read-pkcs12.js";
export { type WritePkcs12Options, writePkcs12 } from "./pkcs12/write-pkcs12.js";
export { type WriteTrustStoreOptions, writeTrustStore } from "./pkcs12/write-trust-store.js";
export { untilAborted } from "./until-aborted.js";
export { type Certificate, parseCertificate, parseCertificates } from "./x509/certificate.js";
export {
  type CertificateRequest,
  type CertificateRequestOptions,
  createCertificateRequest,
  parseCertificateRequest,
} from "./x509/certificate-request.js";
export { type OrderedChain, orderChain } from "./x509/chain.js";
export type { CertificateExtension } from "./x509/extensions.js";
export type { KnownExtensions } from "./x509/known-extensions.js";
export {
  basicConstraintsExtension,
  extendedKeyUsageExtension,
  type KeyUsage,
  keyUsageExtension,
  subjectAltNameExtension,
} from "./x509/make-extensions.js";
export type { NameAttribute } from "./x509/name.js";
export type { SubjectInput } from "./x509/name-der.js";
export { formatDistinguishedName } from "./x509/name-der.js";
export {
  type CertificatePolicy,
  checkCertificatePolicy,
  type PolicyViolation,
  worldlinePolicy,
} from "./x509/policy.js";
export { needsRenewal, type RenewalThreshold } from "./x509/renewal.js";
export {
  createSelfSignedCertificate,
  type SelfSignedCertificateOptions,
} from "./x509/self-signed.js";
export { thumbprint } from "./x509/thumbprint.js";
