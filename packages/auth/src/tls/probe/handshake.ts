import {
  type HandshakeMessage,
  messageTypes,
  readAuthorities,
  readCertificates,
  readMessages,
  readServerHello,
  type ServerHello,
} from "./messages.js";
import { TlsDecodeError } from "./tls-reader.js";
import { type OpenRecord, recordOpener } from "./traffic-keys.js";

/** What went over a connection, and what opens it. */
export interface RecordedHandshake {
  readonly received: Uint8Array;
  readonly sent: Uint8Array;
  /** Lines of the `keylog` event: secrets, which go nowhere else. */
  readonly keyLog: readonly string[];
}

/** What the messages of a handshake say. */
export interface ObservedHandshake {
  readonly protocol?: "TLSv1.2" | "TLSv1.3";
  /** In DER, the server's own first. */
  readonly serverCertificates: readonly Uint8Array[];
  /** Whether the server asked for a certificate; undefined where its messages could not be read that far. */
  readonly requested: boolean | undefined;
  /** Names in DER. */
  readonly authorities: readonly Uint8Array[];
  /** Whether the client sent a certificate, and not only an empty list. */
  readonly isCertificateSent: boolean;
}

/** What is known of a handshake whose messages cannot be read. */
export const unreadHandshake: ObservedHandshake = {
  serverCertificates: [],
  requested: undefined,
  authorities: [],
  isCertificateSent: false,
};

/**
 * Reads the messages of a handshake. Node tells neither whether the server asked for a certificate nor whether
 * one was sent, and tells of the server's certificates only where the handshake was completed.
 *
 * @see RFC 8446 section 2; RFC 5246 section 7.3
 */
export function observeHandshake(recorded: RecordedHandshake): ObservedHandshake {
  try {
    return observe(recorded);
  } catch (error) {
    // Such messages OpenSSL refuses as well, and the report says so.
    if (error instanceof TlsDecodeError) return unreadHandshake;
    throw error;
  }
}

const tls12 = 0x0303;
const tls13 = 0x0304;

function observe({ received, sent, keyLog }: RecordedHandshake): ObservedHandshake {
  const [first] = readMessages(received);
  if (first?.type !== messageTypes.serverHello) return unreadHandshake;
  const hello = readServerHello(first.body);
  const isTls13 = hello.version === tls13;
  if (!isTls13 && hello.version !== tls12) return unreadHandshake;
  const fromServer = readMessages(received, openerFor(hello, keyLog, "SERVER_HANDSHAKE_TRAFFIC_SECRET"));
  const fromClient = readMessages(sent, openerFor(hello, keyLog, "CLIENT_HANDSHAKE_TRAFFIC_SECRET"));

  const certificate = find(fromServer, messageTypes.certificate);
  const request = find(fromServer, messageTypes.certificateRequest);
  // What comes behind the place where the request would stand.
  const next = isTls13 ? certificate : find(fromServer, messageTypes.serverHelloDone);
  const answer = find(fromClient, messageTypes.certificate);
  return {
    protocol: isTls13 ? "TLSv1.3" : "TLSv1.2",
    serverCertificates: certificate ? readCertificates(certificate.body, isTls13) : [],
    requested: request ? true : next ? false : undefined,
    authorities: request ? readAuthorities(request.body, isTls13) : [],
    isCertificateSent: answer !== undefined && readCertificates(answer.body, isTls13).length > 0,
  };
}

function find(messages: readonly HandshakeMessage[], wanted: number): HandshakeMessage | undefined {
  return messages.find(({ type }) => type === wanted);
}

/** Undefined in TLS 1.2, whose keys cover nothing of interest, and where the secret was not logged. */
function openerFor(
  { version, cipherSuite }: ServerHello,
  keyLog: readonly string[],
  label: string,
): OpenRecord | undefined {
  const line = keyLog.find((each) => each.startsWith(`${label} `));
  const [, , secret] = line?.trim().split(" ") ?? [];
  if (version !== tls13 || secret === undefined) return undefined;
  return recordOpener(cipherSuite, Buffer.from(secret, "hex"));
}
