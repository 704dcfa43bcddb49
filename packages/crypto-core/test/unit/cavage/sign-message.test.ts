import { describe, expect, it } from "vitest";
import { type Signer, type SignMessageOptions, signMessage } from "../../../src/index.js";

const signed: { readonly text: string; readonly signal: AbortSignal | undefined }[] = [];
const signer: Signer = {
  algorithm: "rsa-v1_5-sha256",
  sign: async (message, options) => {
    signed.push({ text: Buffer.from(message).toString("latin1"), signal: options?.signal });
    return Uint8Array.of(1);
  },
};

const message = { headers: { Host: "a", "x-a": "caf\xe9" } };
const sign = (options: Partial<SignMessageOptions>) =>
  signMessage({ message, headers: ["Host", "X-A"], signer, keyId: "k", ...options });

describe("signMessage", () => {
  it("signs the bytes of the string that it gives, and lists what it is made of in lower case", async () => {
    const { value, signatureBase } = await sign({});
    expect(value).toBe('keyId="k",algorithm="rsa-sha256",headers="host x-a",signature="AQ=="');
    expect(signatureBase).toBe("host: a\nx-a: caf\xe9");
    expect(signed.at(-1)).toEqual({ text: signatureBase, signal: undefined });
  });

  it("hands the signal to the signer", async () => {
    const { signal } = new AbortController();
    await sign({ signal });
    expect(signed.at(-1)?.signal).toBe(signal);
  });

  it("says the times that it covers", async () => {
    const times = { algorithm: "hs2019", created: 1, expires: 2 } as const;
    const { value, signatureBase } = await sign({ headers: ["(created)", "(expires)"], ...times });
    expect(value).toBe(
      'keyId="k",algorithm="hs2019",created=1,expires=2,headers="(created) (expires)",signature="AQ=="',
    );
    expect(signatureBase).toBe("(created): 1\n(expires): 2");
  });
});
