import type { PeerCertificate } from "./report.js";

/** Who was to answer, what was shown instead, and when. */
interface TrustContext {
  readonly host: string;
  readonly chain: readonly PeerCertificate[];
  readonly now: Date;
}

/** What is wrong with a server's certificate, by Node's code for it, and what to do about it. */
export function explainAuthorizationError(code: string, { host, chain, now }: TrustContext): string {
  const [leaf] = chain;
  const issuer = chain.at(-1)?.issuer;
  switch (code) {
    case "SELF_SIGNED_CERT_IN_CHAIN":
      return `The authority of the server's certificate, ${issuer}, is not trusted: give the CA bundle that it belongs to (${code}).`;
    case "UNABLE_TO_GET_ISSUER_CERT":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
      return chain.length > 1
        ? `The authority behind the server's certificates, ${issuer}, is not trusted: give the CA bundle that it belongs to (${code}).`
        : `The chain is incomplete: the server sent no certificate but its own, and the issuer of that, ${issuer}, is not trusted by itself. An intermediate certificate has to be sent by the server, or be in the CA bundle; an authority has to be in the CA bundle (${code}).`;
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
      return `The server's certificate, ${leaf?.subject}, is self-signed and not trusted: somebody else may be answering in the server's place, or a test certificate was left there (${code}).`;
    case "CERT_HAS_EXPIRED": {
      const expired = chain.find(({ notAfter }) => notAfter < now);
      return `${expired ? `The certificate ${expired.subject} ended on ${expired.notAfter.toISOString()}` : "A certificate of the server's chain has ended"}: the server needs a new one, unless the clock here is wrong (${code}).`;
    }
    case "CERT_NOT_YET_VALID":
      return `A certificate of the server's chain is not valid yet: look at the clock here first (${code}).`;
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return `The server's certificate is for another host: it names ${listNames(leaf?.subjectAltNames ?? [])}, and not ${host} (${code}).`;
    default:
      return `The server's certificate does not verify (${code}).`;
  }
}

/** A certificate of a large host may have hundreds. */
function listNames(names: readonly string[]): string {
  if (names.length === 0) return "none";
  return names.slice(0, 5).join(", ") + (names.length > 5 ? ` and ${names.length - 5} more` : "");
}
