import fc from "fast-check";
import { expect, it } from "vitest";
import { observeHandshake } from "../../src/tls/probe/handshake.js";
import { clientAuthenticationTrace as trace } from "../support/rfc8448-client-authentication.js";

const known = observeHandshake(trace);

it("whatever bytes a server sends, they are read or left alone, and nothing is thrown", () => {
  const record = fc
    .tuple(fc.constantFrom(20, 21, 22, 23), fc.uint8Array({ maxLength: 60 }))
    .map(([type, content]) => Buffer.concat([Buffer.of(type, 3, 3, 0, content.length), content]));
  const stream = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.array(record).map((records) => Buffer.concat(records)),
    // Behind a ServerHello that is right, so that what follows is looked at.
    fc.array(record).map((records) => Buffer.concat([trace.received.subarray(0, 95), ...records])),
  );
  fc.assert(
    fc.property(stream, stream, (received, sent) => {
      expect(() => observeHandshake({ received, sent, keyLog: trace.keyLog })).not.toThrow();
    }),
  );
});

it("with any byte of the server's encrypted record changed, nothing of it is believed", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 95, max: trace.received.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      (at, mask) => {
        const received = Buffer.from(trace.received);
        received[at] = (received[at] as number) ^ mask;
        expect(observeHandshake({ ...trace, received })).toMatchObject({
          requested: undefined,
          serverCertificates: [],
        });
      },
    ),
  );
});

it("however much of it has come, what is told is right or left open", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: trace.received.length }), (length) => {
      const { requested } = observeHandshake({ ...trace, received: trace.received.subarray(0, length) });
      expect([known.requested, undefined]).toContain(requested);
    }),
  );
});
