import { createCipheriv } from "node:crypto";
import { parseCertificate } from "@countersign/crypto-core";
import { describe, expect, it } from "vitest";
import { observeHandshake, unreadHandshake } from "../../../../src/tls/probe/handshake.js";
import { clientAuthenticationTrace as trace } from "../../../support/rfc8448-client-authentication.js";

describe("the published handshake of TLS 1.3 with client authentication", () => {
  it("is read: the server's certificate, that it asked for one, that one was sent", () => {
    const { serverCertificates, ...observed } = observeHandshake(trace);
    expect(observed).toEqual({
      protocol: "TLSv1.3",
      requested: true,
      authorities: [],
      isCertificateSent: true,
    });
    expect(serverCertificates.map((der) => parseCertificate(der).subject)).toEqual(["CN=ecdsa256"]);
  });

  const unread = { ...unreadHandshake, protocol: "TLSv1.3" };
  const [serverSecret = "", clientSecret = ""] = trace.keyLog;
  const otherSuite = Buffer.from(trace.received);
  // The cipher suite of the ServerHello: AES-128-CCM, which is not known here.
  otherSuite[5 + 4 + 2 + 32 + 1 + 1] = 0x04;

  it.each([
    ["without its secrets", { ...trace, keyLog: [] }, unread],
    ["with another secret", { ...trace, keyLog: [serverSecret.replace("8b02", "8b03")] }, unread],
    ["with a cipher suite that is not known", { ...trace, received: otherSuite }, unread],
    [
      "cut off before its second record is complete",
      { ...trace, received: trace.received.slice(0, -1) },
      {
        ...unread,
        isCertificateSent: true,
      },
    ],
    [
      "cut off before its first record is complete",
      { ...trace, received: trace.received.slice(0, 90) },
      unreadHandshake,
    ],
    [
      "cut off before the client answers",
      { ...trace, sent: trace.sent.slice(0, -1) },
      {
        ...observeHandshake(trace),
        isCertificateSent: false,
      },
    ],
    [
      "with the server's secret only",
      { ...trace, keyLog: [serverSecret] },
      {
        ...observeHandshake(trace),
        isCertificateSent: false,
      },
    ],
    [
      "with the client's secret only",
      { ...trace, keyLog: [clientSecret] },
      { ...unread, isCertificateSent: true },
    ],
  ])("is not guessed at %s", (_name, recorded, expected) => {
    expect(observeHandshake(recorded)).toEqual(expected);
  });

  it("ends where records come that are under other keys", () => {
    const next = Buffer.from(`1703030013${"00".repeat(19)}`, "hex");
    const received = Buffer.concat([trace.received, next]);
    expect(observeHandshake({ ...trace, received })).toEqual(observeHandshake(trace));
  });
});

describe("a record under the keys of the published handshake", () => {
  const serverHello = trace.received.subarray(0, 95);
  const certificate = message(11, vector(1), vector(3));
  const observe = (plaintext: Uint8Array) =>
    observeHandshake({ ...trace, received: Buffer.concat([serverHello, seal(plaintext)]) }).requested;

  it("is a handshake message where its last byte says so, with padding or without", () => {
    expect(observe(Buffer.concat([certificate, Buffer.of(22)]))).toBe(false);
    expect(observe(Buffer.concat([certificate, Buffer.of(22), Buffer.alloc(300)]))).toBe(false);
  });

  it("is none where it is an alert, or nothing but padding", () => {
    expect(observe(Buffer.concat([certificate, Buffer.of(21)]))).toBeUndefined();
    expect(observe(Buffer.alloc(30))).toBeUndefined();
  });
});

describe("a handshake of TLS 1.2, which is in clear", () => {
  const names = [Buffer.from("3000", "hex"), Buffer.from("30020500", "hex")];
  const hello = message(2, Buffer.alloc(2 + 32, 3), vector(1, Buffer.alloc(32)), Buffer.of(0xc0, 0x2f, 0));
  const certificate = message(
    11,
    vector(3, vector(3, Buffer.from("leaf")), vector(3, Buffer.from("issuer"))),
  );
  const request = message(
    13,
    vector(1, Buffer.of(1)),
    vector(2, Buffer.of(4, 1)),
    vector(2, ...names.map((name) => vector(2, name))),
  );
  const done = message(14);
  const none = message(11, vector(3));
  const finished = Buffer.concat([Buffer.of(20, 3, 3, 0, 1, 1), record(request)]);
  const observe = (received: readonly Uint8Array[], sent: readonly Uint8Array[] = []) =>
    observeHandshake({ received: Buffer.concat(received), sent: Buffer.concat(sent), keyLog: [] });

  it("tells the request, the names in it, and the certificate that was sent", () => {
    expect(
      observe(
        [record(hello), record(certificate), record(request), record(done), finished],
        [record(certificate), finished],
      ),
    ).toEqual({
      protocol: "TLSv1.2",
      serverCertificates: [Buffer.from("leaf"), Buffer.from("issuer")],
      requested: true,
      authorities: names,
      isCertificateSent: true,
    });
  });

  it("tells that there was no request", () => {
    const flight = [record(hello), record(certificate), record(done)];
    expect(observe(flight)).toMatchObject({ requested: false });
    // What comes encrypted may look like anything.
    expect(observe([...flight, finished])).toMatchObject({ requested: false });
  });

  it("does not tell where it broke off before the end of the server's part", () => {
    expect(observe([record(hello), record(certificate)])).toMatchObject({ requested: undefined });
    expect(observe([record(hello), record(certificate), record(done).subarray(0, -1)])).toMatchObject({
      requested: undefined,
    });
  });

  it("does not take an empty list for a certificate", () => {
    expect(observe([record(hello), record(request)], [record(none)])).toMatchObject({
      isCertificateSent: false,
    });
  });

  it("is read where a record holds several messages, and a message several records", () => {
    const flight = Buffer.concat([hello, certificate, request, done]);
    const pieces = [flight.subarray(0, 3), flight.subarray(3, 70), flight.subarray(70)].map(record);
    expect(observe(pieces)).toMatchObject({ requested: true, authorities: names });
  });
});

it.each<[string, Uint8Array]>([
  ["nothing", Buffer.alloc(0)],
  ["plain text", Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n")],
  [
    "another message than ServerHello",
    record(message(1, Buffer.alloc(2 + 32, 3), vector(1), Buffer.alloc(3))),
  ],
  ["a ServerHello that is cut short", record(message(2, Buffer.alloc(10)))],
  ["a vector longer than its message", record(message(2, Buffer.alloc(2 + 32, 3), Buffer.of(200)))],
  ["TLS 1.1", record(message(2, Buffer.of(3, 2), Buffer.alloc(32), vector(1), Buffer.of(0xc0, 0x14, 0)))],
])("nothing is known from %s", (_name, received) => {
  expect(observeHandshake({ received, sent: received, keyLog: [] })).toEqual(unreadHandshake);
});

function vector(lengthBytes: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts);
  const length = Buffer.alloc(lengthBytes);
  length.writeUIntBE(content.length, 0, lengthBytes);
  return Buffer.concat([length, content]);
}

function message(type: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([Buffer.of(type), vector(3, ...parts)]);
}

function record(content: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.of(22, 3, 3), vector(2, content)]);
}

/** Encrypts a first record with the server's key and iv, which RFC 8448 section 6 has as well. */
function seal(plaintext: Uint8Array): Uint8Array {
  const header = Buffer.of(23, 3, 3, 0, 0);
  header.writeUInt16BE(plaintext.length + 16, 3);
  const key = Buffer.from("6cb6e60619d8c7355c5d4c4bc2be90d5", "hex");
  const cipher = createCipheriv("aes-128-gcm", key, Buffer.from("64f239530c3b888fde85e0be", "hex"));
  cipher.setAAD(header);
  return Buffer.concat([header, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}
