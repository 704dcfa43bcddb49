import fc from "fast-check";
import { expect, it } from "vitest";
import {
  formatSignatureHeader,
  importSigner,
  importVerifier,
  parseSignatureHeader,
  SignatureError,
  signMessage,
  verifyMessage,
} from "../../../src/index.js";
import { makeRsaKey } from "../../support/rsa-key.js";

const line = fc.stringMatching(/^[\x21-\x7e\xa1-\xff]([\t\x20-\x7e\xa1-\xff]{0,30}[\x21-\x7e\xa1-\xff])?$/);
const name = fc.stringMatching(/^x-[a-z0-9-]{1,12}$/);

it("parses what it formatted", () => {
  const parameters = fc.record(
    {
      keyId: line,
      algorithm: line,
      created: fc.nat(),
      expires: fc.nat(),
      headers: fc.uniqueArray(name, { minLength: 1 }),
      signature: fc.uint8Array({ minLength: 1, maxLength: 300 }),
    },
    { requiredKeys: ["keyId", "signature"] },
  );
  fc.assert(
    fc.property(parameters, (each) => {
      expect(parseSignatureHeader(formatSignatureHeader(each))).toEqual(each);
    }),
  );
});

it("throws nothing but SignatureError, whatever it is given", () => {
  const pieces = fc.array(
    fc.oneof(
      fc.string(),
      fc.constantFrom("keyId", "headers", "signature", "=", '"', ",", "\\", " ", "AA==", "created", "1"),
    ),
  );
  fc.assert(
    fc.property(pieces, (each) => {
      try {
        parseSignatureHeader(each.join(""));
      } catch (error) {
        expect(error).toBeInstanceOf(SignatureError);
      }
    }),
    { numRuns: 2000 },
  );
});

it("verifies what it signed, and nothing in which one character is another", async () => {
  const { privateKey, publicKey } = makeRsaKey();
  const signer = await importSigner(privateKey);
  const verifier = await importVerifier(publicKey);
  const fields = fc.dictionary(name, line, { minKeys: 1, maxKeys: 5, noNullPrototype: true });
  await fc.assert(
    fc.asyncProperty(fields, fc.nat(), async (headers, seed) => {
      const names = Object.keys(headers);
      const { value } = await signMessage({ message: { headers }, headers: names, signer, keyId: "k" });
      const verify = (changed: Record<string, string>) =>
        verifyMessage({
          message: { headers: { ...changed, signature: value } },
          resolveKey: () => verifier,
          requiredHeaders: names,
          now: new Date(0),
        });
      await expect(verify(headers)).resolves.toMatchObject({ keyId: "k", headers: names });
      const changed = names[seed % names.length] as string;
      const text = headers[changed] as string;
      const at = seed % text.length;
      const other = `${text.slice(0, at)}${text[at] === "a" ? "b" : "a"}${text.slice(at + 1)}`;
      await expect(verify({ ...headers, [changed]: other })).rejects.toMatchObject({
        code: "ERR_SIGNATURE_INVALID",
      });
    }),
    { numRuns: 50 },
  );
});

it("takes time in proportion to a hostile header's length", () => {
  const hostile = [
    (n: number) => ",".repeat(n),
    (n: number) => " ".repeat(n),
    (n: number) => `keyId="${"\\".repeat(n)}`,
    (n: number) => `keyId="${"a".repeat(n)}`,
    (n: number) => `${"a".repeat(n)}`,
    (n: number) => `a${" ".repeat(n)}`,
    (n: number) => `a="b"${" ".repeat(n)}c`,
    (n: number) => Array.from({ length: n / 8 }, (_, index) => `p${index}=1`).join(","),
    (n: number) => `keyId="k",signature="AA==",headers="${"a ".repeat(n / 2)}"`,
    (n: number) =>
      `keyId="k",signature="AA==",headers="${Array.from({ length: n / 8 }, (_, index) => `h${index}`).join(" ")}"`,
    (n: number) => Array.from({ length: n / 8 }, (_, index) => `p${index}="\\""`).join(","),
  ];
  const cost = (make: (n: number) => string, n: number) => {
    const text = make(n);
    const rounds = Array.from({ length: 5 }, () => {
      const start = process.cpuUsage();
      try {
        parseSignatureHeader(text);
      } catch {
        // Refused, as it should be; what counts is how long that took.
      }
      const { user, system } = process.cpuUsage(start);
      return user + system;
    });
    return Math.min(...rounds);
  };
  // Sixteen times the length in sixteen times the time, with room for noise; a quadratic parser takes 256 times.
  for (const make of hostile) expect(cost(make, 1 << 16)).toBeLessThan(64 * (cost(make, 1 << 12) + 100));
});
