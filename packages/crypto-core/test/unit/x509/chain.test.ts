import { describe, expect, test } from "vitest";
import { type Certificate, parseCertificate } from "../../../src/x509/certificate.js";
import { orderChain } from "../../../src/x509/chain.js";
import { expectCode } from "../../support/expect-error.js";
import { issueCertificate } from "../../support/issue-certificate.js";
import { generateNodeSigner } from "../../support/node-signer.js";

const [rootKey, intermediateKey, leafKey, strangerKey] = [1, 2, 3, 4].map(() => generateNodeSigner()) as [
  ReturnType<typeof generateNodeSigner>,
  ReturnType<typeof generateNodeSigner>,
  ReturnType<typeof generateNodeSigner>,
  ReturnType<typeof generateNodeSigner>,
];
const rootName = "CN=Root";
const intermediateName = "CN=Intermediate";
const root = await issueCertificate({
  issuer: rootKey,
  issuerName: rootName,
  subject: rootName,
  publicKey: rootKey.publicKey,
  isAuthority: true,
});
const intermediate = await issueCertificate({
  issuer: rootKey,
  issuerName: rootName,
  subject: intermediateName,
  publicKey: intermediateKey.publicKey,
  isAuthority: true,
});
const leafOptions = {
  issuer: intermediateKey,
  issuerName: intermediateName,
  subject: "CN=leaf",
  publicKey: leafKey.publicKey,
};
const leaf = await issueCertificate(leafOptions);
// The same name as the intermediate's, and another key: as after an authority changed its key.
const impostor = await issueCertificate({
  issuer: strangerKey,
  issuerName: intermediateName,
  subject: intermediateName,
  publicKey: strangerKey.publicKey,
  isAuthority: true,
});

describe("orderChain", () => {
  test.each<[string, Certificate[], Certificate[], Certificate[]]>([
    ["in order", [leaf, intermediate, root], [leaf, intermediate, root], []],
    ["backwards", [root, intermediate, leaf], [leaf, intermediate, root], []],
    [
      "with one twice",
      [leaf, root, parseCertificate(leaf.pem), intermediate],
      [leaf, intermediate, root],
      [],
    ],
    ["with a gap", [root, leaf], [leaf], [root]],
    [
      "with an issuer of the right name and the wrong key",
      [impostor, intermediate, leaf],
      [leaf, intermediate],
      [impostor],
    ],
    ["with only such an issuer", [impostor, leaf], [leaf], [impostor]],
    ["the leaf alone", [leaf], [leaf], []],
  ])("%s", (_, given, chain, extras) => {
    const ordered = orderChain(given, leafKey.publicKey);
    expect(ordered.chain.map(({ subject }) => subject)).toEqual(chain.map(({ subject }) => subject));
    expect(ordered).toEqual({ chain, extras });
  });

  test("an issuer is named as such: the right key under another name is none", async () => {
    const renamed = await issueCertificate({
      issuer: rootKey,
      issuerName: rootName,
      subject: "CN=Intermediate 2",
      publicKey: intermediateKey.publicKey,
    });
    expect(orderChain([leaf, renamed], leafKey.publicKey)).toEqual({ chain: [leaf], extras: [renamed] });
  });

  test("a signature of an algorithm that is not known, or broken, proves nothing", () => {
    for (const [name, last] of [
      ["md5WithRSAEncryption", 4],
      ["1.2.840.113549.1.1.127", 127],
    ] as const) {
      const sha256WithRsa = Buffer.from("2a864886f70d01010b", "hex");
      const der = Buffer.from(leaf.der);
      for (let at = der.indexOf(sha256WithRsa); at >= 0; at = der.indexOf(sha256WithRsa)) der[at + 8] = last;
      const other = parseCertificate(der);
      expect(other.signatureAlgorithm).toBe(name);
      expect(orderChain([other, intermediate], leafKey.publicKey)).toEqual({
        chain: [other],
        extras: [intermediate],
      });
    }
  });

  test("takes the one that ends last, of two for the same key", async () => {
    const renewed = await issueCertificate({ ...leafOptions, notAfter: new Date("2036-01-01") });
    expect(orderChain([leaf, renewed, intermediate], leafKey.publicKey)).toEqual({
      chain: [renewed, intermediate],
      extras: [leaf],
    });
  });

  test("starts anywhere: the key decides which is the leaf", () => {
    expect(orderChain([leaf, intermediate, root], intermediateKey.publicKey)).toEqual({
      chain: [intermediate, root],
      extras: [leaf],
    });
  });

  test("refuses when no certificate has the key", async () => {
    await expectCode("ERR_CERTIFICATE_NO_MATCH", /CN=leaf; CN=Root/, () =>
      orderChain([leaf, root], strangerKey.publicKey),
    );
    await expectCode("ERR_CERTIFICATE_NO_MATCH", /there is none/, () => orderChain([], leafKey.publicKey));
  });
});
