/** How far a probe got where it failed. */
export type TlsProbePhase =
  | "dns"
  | "tcp"
  | "tls-protocol"
  | "tls-server-certificate"
  | "tls-client-certificate"
  | "http";

/** Why requests over such a connection would not work. */
export interface TlsProbeFailure {
  /** How far it got. */
  readonly phase: TlsProbePhase;
  /** What is wrong, and what to do about it. */
  readonly message: string;
}

/** A certificate that the server sent. */
export interface PeerCertificate {
  /** As RFC 4514 writes it, the most specific element first. */
  readonly subject: string;
  /** Written in the same way. */
  readonly issuer: string;
  /** The first second in which it is valid. */
  readonly notBefore: Date;
  /** The last second in which it is valid. */
  readonly notAfter: Date;
  /** Whole days until notAfter; negative once it is over. */
  readonly daysLeft: number;
  /** `DNS:example.com`, `IP:192.0.2.1`; of the server's own certificate only. */
  readonly subjectAltNames?: readonly string[];
}

/** What became of client authentication. */
export interface ClientCertificateReport {
  /** Whether the server asked for a certificate in the handshake; undefined where that could not be seen. */
  readonly requested: boolean | undefined;
  /** The authorities whose certificates it said that it takes; absent where it named none. */
  readonly authorities?: readonly string[];
  /** False where it named some, and none of them issued anything in the chain that we sent; else absent. */
  readonly isIssuerListed?: false;
  /** The subject of our certificate, where it was sent. */
  readonly presented: string | undefined;
  /**
   * False where the connection was refused for our certificate, or for want of one; true where one was sent and
   * an HTTP answer came, so that TLS did not refuse it; undefined where neither is known.
   */
  readonly accepted: boolean | undefined;
  /** The same in a sentence. */
  readonly detail: string;
}

/** What a probe found. What is absent was not reached. */
export interface TlsProbeReport {
  /** That of the URL; of an IPv6 address without brackets. */
  readonly host: string;
  /** That of the URL; 443 where it names none. */
  readonly port: number;
  /** From the look-up of the name to the open connection. */
  readonly tcpMs?: number;
  /** From the open connection to the end of the TLS handshake. */
  readonly handshakeMs?: number;
  /** `TLSv1.2` or `TLSv1.3`. */
  readonly protocol?: string;
  /** As OpenSSL calls it. */
  readonly cipher?: string;
  /** The application protocol that the server chose; it is offered `http/1.1`. */
  readonly alpn?: string;
  /** What the server sent, its own certificate first. */
  readonly chain: readonly PeerCertificate[];
  /** Whether the server is who it should be; false too where the handshake did not get that far. */
  readonly authorized: boolean;
  /** Why it is not, in a sentence. */
  readonly authorizationError?: string;
  /** Whether the server asked who we are, and what came of it. */
  readonly clientCertificate: ClientCertificateReport;
  /** Of the answer to GET; absent too where the server is not trusted, which is sent none. */
  readonly httpStatus?: number;
  /** Absent where the connection would work. */
  readonly failure?: TlsProbeFailure;
}
