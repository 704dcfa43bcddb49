import { expect, it } from "vitest";
import { decodeBase64, importVerifier } from "../../src/index.js";
import { describeVectors } from "../support/shared-vectors.js";

interface Rfc9421 {
  readonly keys: Readonly<Record<string, string | readonly string[]>>;
  readonly cases: readonly {
    readonly id: string;
    readonly alg: string;
    readonly keyid: string;
    readonly signatureBase: string;
    readonly signature: string;
  }[];
}

// RFC 9421 has other names and other algorithms besides; RSA with PKCS#1 v1.5 and SHA-256 is the same there.
describeVectors<Rfc9421>("rfc9421.json", "RFC 9421's signatures by RSA keys", ({ keys, cases }) => {
  const rsa = cases.filter(({ alg }) => alg.startsWith("rsa-"));
  it("are there", () => expect(rsa.map(({ alg }) => alg)).toContain("rsa-v1_5-sha256"));

  it.each(rsa.map((each) => [each.id, each.alg, each] as const))("%s, %s", async (_id, alg, each) => {
    const verifier = await importVerifier([keys[each.keyid] ?? ""].flat()[0] ?? "");
    const verified = verifier.verify(
      Buffer.from(each.signatureBase),
      decodeBase64(each.signature) as Uint8Array,
    );
    if (alg === "rsa-v1_5-sha256") await expect(verified).resolves.toBeUndefined();
    else await expect(verified).rejects.toMatchObject({ code: "ERR_SIGNATURE_INVALID" });
  });
});
