import { expect, it } from "vitest";
import { thumbprint, thumbprintResolver } from "../../../src/index.js";
import { createThreeTier } from "../../support/three-tier.js";

it("finds each certificate by its SHA-1 thumbprint, in either case, and no other", async () => {
  const { root, leaf, intermediate } = await createThreeTier();
  const resolveKey = await thumbprintResolver([root.pem, leaf.der]);
  const keyId = thumbprint(leaf.der, "SHA-1");
  expect(resolveKey(keyId)?.publicKey).toEqual(resolveKey(keyId.toLowerCase())?.publicKey);
  expect(resolveKey(keyId)?.publicKey).not.toEqual(resolveKey(thumbprint(root.der, "SHA-1"))?.publicKey);
  expect(resolveKey(thumbprint(leaf.der, "SHA-256"))).toBeUndefined();
  expect(resolveKey(thumbprint(intermediate.der, "SHA-1"))).toBeUndefined();
});
