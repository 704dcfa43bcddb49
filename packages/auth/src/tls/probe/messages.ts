import { contentTypes, splitRecords } from "./records.js";
import { TlsReader } from "./tls-reader.js";
import type { OpenRecord } from "./traffic-keys.js";

/** Handshake messages that say something to a probe (RFC 8446 section 4, RFC 5246 section 7.4). */
export const messageTypes = {
  serverHello: 2,
  certificate: 11,
  certificateRequest: 13,
  serverHelloDone: 14,
} as const;

export interface HandshakeMessage {
  readonly type: number;
  readonly body: Uint8Array;
}

/**
 * The handshake messages of one direction, as far as they can be read: those in clear, and those of TLS 1.3 under
 * the keys given. A message may be spread over several records, and a record hold several.
 */
export function readMessages(stream: Uint8Array, open?: OpenRecord): HandshakeMessage[] {
  const parts: Uint8Array[] = [];
  for (const record of splitRecords(stream)) {
    if (record.type === contentTypes.handshake) parts.push(record.fragment);
    // In TLS 1.2 everything behind it is encrypted; in TLS 1.3 it means nothing.
    if (record.type === contentTypes.changeCipherSpec && !open) break;
    if (record.type === contentTypes.applicationData) {
      const opened = open?.(record);
      if (opened?.type === contentTypes.handshake) parts.push(opened.content);
    }
  }
  return splitMessages(Buffer.concat(parts));
}

function splitMessages(bytes: Uint8Array): HandshakeMessage[] {
  const messages: HandshakeMessage[] = [];
  const reader = new TlsReader(bytes);
  while (reader.remaining >= 4) {
    const type = reader.number(1);
    const length = reader.number(3);
    if (length > reader.remaining) break;
    messages.push({ type, body: reader.bytes(length) });
  }
  return messages;
}

/** What a ServerHello settles. A HelloRetryRequest has the same form and settles the same. */
export interface ServerHello {
  /** 0x0304 is TLS 1.3. */
  readonly version: number;
  readonly cipherSuite: number;
}

const supportedVersions = 43;
const certificateAuthorities = 47;

/** @see RFC 8446 section 4.1.3 */
export function readServerHello(body: Uint8Array): ServerHello {
  const reader = new TlsReader(body);
  const legacyVersion = reader.number(2);
  reader.bytes(32);
  reader.vector(1);
  const cipherSuite = reader.number(2);
  reader.bytes(1);
  const selected = reader.remaining > 0 ? findExtension(reader.vector(2), supportedVersions) : undefined;
  return { version: selected ? new TlsReader(selected).number(2) : legacyVersion, cipherSuite };
}

/**
 * The certificates of a Certificate message in DER, the sender's own first; none where it had none to send.
 *
 * @see RFC 8446 section 4.4.2; RFC 5246 section 7.4.2
 */
export function readCertificates(body: Uint8Array, isTls13: boolean): Uint8Array[] {
  const message = new TlsReader(body);
  if (isTls13) message.vector(1);
  const list = new TlsReader(message.vector(3));
  const certificates: Uint8Array[] = [];
  while (list.remaining > 0) {
    certificates.push(list.vector(3));
    if (isTls13) list.vector(2);
  }
  return certificates;
}

/**
 * The names in DER of the authorities that a CertificateRequest lists.
 *
 * @see RFC 8446 sections 4.3.2 and 4.2.4; RFC 5246 section 7.4.4
 */
export function readAuthorities(body: Uint8Array, isTls13: boolean): Uint8Array[] {
  const message = new TlsReader(body);
  message.vector(1);
  const extensionsOrAlgorithms = message.vector(2);
  if (!isTls13) return readNames(message.vector(2));
  const extension = findExtension(extensionsOrAlgorithms, certificateAuthorities);
  return extension ? readNames(new TlsReader(extension).vector(2)) : [];
}

function readNames(bytes: Uint8Array): Uint8Array[] {
  const names: Uint8Array[] = [];
  for (const reader = new TlsReader(bytes); reader.remaining > 0; ) names.push(reader.vector(2));
  return names;
}

function findExtension(extensions: Uint8Array, wanted: number): Uint8Array | undefined {
  for (const reader = new TlsReader(extensions); reader.remaining > 0; ) {
    const type = reader.number(2);
    const data = reader.vector(2);
    if (type === wanted) return data;
  }
  return undefined;
}
