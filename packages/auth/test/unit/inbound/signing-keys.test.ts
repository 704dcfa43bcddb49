import {
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { decodeProtectedHeader, jwtVerify } from "jose";
import { expect, it } from "vitest";
import {
  createSigningKeys,
  type TokenSigningAlgorithm,
  type TokenSigningKey,
} from "../../../src/inbound/signing-keys.js";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const smallRsa = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey;
const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
const p384 = generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey;
const ed25519 = generateKeyPairSync("ed25519").privateKey;
const secret = createSecretKey(randomBytes(32));
const shortSecret = createSecretKey(randomBytes(31));

const fitting: readonly [TokenSigningAlgorithm, KeyObject][] = [
  ["HS256", secret],
  ["RS256", rsa],
  ["PS256", rsa],
  ["ES256", p256],
  ["EdDSA", ed25519],
];

it.each(fitting)("signs with %s, and jose verifies it", async (algorithm, key) => {
  const keys = createSigningKeys([{ kid: "a", algorithm, key }]);
  const token = await keys.sign({ sub: "x" });
  expect(decodeProtectedHeader(token)).toEqual({ alg: algorithm, kid: "a", typ: "at+jwt" });
  const publicKey = key.type === "secret" ? key : createPublicKey(key);
  const { payload } = await jwtVerify(token, publicKey, { algorithms: [...keys.algorithms] });
  expect(payload).toEqual({ sub: "x" });
});

it("signs with the first, and finds all, each for its own algorithm", async () => {
  const keys = createSigningKeys([
    { kid: "new", algorithm: "ES256", key: p256 },
    { kid: "old", algorithm: "HS256", key: secret },
  ]);
  expect(keys.algorithms).toEqual(["ES256", "HS256"]);
  expect(decodeProtectedHeader(await keys.sign({}))).toMatchObject({ kid: "new" });
  const find = async (kid: string | undefined, alg: string) =>
    await keys.findKey({ alg, ...(kid !== undefined && { kid }) }, { payload: "", signature: "" });
  expect(await find("old", "HS256")).toBe(secret);
  expect(await find("new", "ES256")).toMatchObject({ type: "public" });
  for (const [kid, alg] of [
    ["new", "HS256"],
    ["old", "ES256"],
    ["none", "ES256"],
    [undefined, "ES256"],
  ] as const) {
    await expect(find(kid, alg)).rejects.toMatchObject({ code: "ERR_JWKS_NO_MATCHING_KEY" });
  }
});

it.each<[string, string, KeyObject, RegExp]>([
  [
    "a short secret",
    "HS256",
    shortSecret,
    /^The key a cannot be used: HS256 needs a secret of at least 32 bytes\.$/,
  ],
  ["a private key for a secret", "HS256", rsa, /HS256 needs a secret/],
  ["a small RSA key", "RS256", smallRsa, /RS256 needs a private RSA key of at least 2048 bits/],
  ["a secret for an RSA key", "RS256", secret, /RS256 needs a private RSA key/],
  ["a public key", "PS256", createPublicKey(rsa), /PS256 needs a private RSA key/],
  ["another curve", "ES256", p384, /ES256 needs a private key on the curve P-256/],
  ["a public EC key", "ES256", createPublicKey(p256), /ES256 needs a private key/],
  ["an RSA key for Ed25519", "EdDSA", rsa, /EdDSA needs a private Ed25519 key/],
  ["a public Ed25519 key", "EdDSA", createPublicKey(ed25519), /EdDSA needs a private/],
  ["no algorithm at all", "none", secret, /^The key a cannot be used: none is not known\.$/],
])("refuses %s", (_name, algorithm, key, message) => {
  const keys = [{ kid: "a", algorithm, key }] as unknown as readonly TokenSigningKey[];
  expect(() => createSigningKeys(keys)).toThrow(TypeError);
  expect(() => createSigningKeys(keys)).toThrow(message);
});

it("refuses no key, and two of one name", () => {
  expect(() => createSigningKeys([])).toThrow(new TypeError("There must be a key to sign tokens with."));
  const twice = fitting.slice(0, 2).map(([algorithm, key]) => ({ kid: "a", algorithm, key }));
  expect(() => createSigningKeys(twice)).toThrow(new TypeError("Every key needs a kid of its own."));
});
