import { createPublicKey, type KeyObject } from "node:crypto";
import type { JWTPayload, JWTVerifyGetKey } from "jose";

/** How tokens are signed (RFC 7518 section 3.1, RFC 8037 section 3.1). */
export type TokenSigningAlgorithm = "HS256" | "RS256" | "PS256" | "ES256" | "EdDSA";

/** A key that signs tokens, and its name in them. */
export interface TokenSigningKey {
  /** What tokens call the key. Never give a new key the name of an old one. */
  readonly kid: string;
  /** What the key signs by, and the only algorithm that is accepted of a token that names it. */
  readonly algorithm: TokenSigningAlgorithm;
  /** For HS256 a secret of at least 32 bytes (`createSecretKey`), else a private key (`createPrivateKey`). */
  readonly key: KeyObject;
}

interface Requirement {
  readonly needs: string;
  readonly isMet: (key: KeyObject) => boolean;
}

const rsa: Requirement = {
  needs: "a private RSA key of at least 2048 bits",
  isMet: ({ type, asymmetricKeyType, asymmetricKeyDetails }) =>
    type === "private" && asymmetricKeyType === "rsa" && (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048,
};

const requirements: Readonly<Record<TokenSigningAlgorithm, Requirement>> = {
  HS256: {
    needs: "a secret of at least 32 bytes",
    isMet: ({ symmetricKeySize = 0 }) => symmetricKeySize >= 32,
  },
  RS256: rsa,
  PS256: rsa,
  ES256: {
    needs: "a private key on the curve P-256",
    isMet: ({ type, asymmetricKeyDetails }) =>
      type === "private" && asymmetricKeyDetails?.namedCurve === "prime256v1",
  },
  EdDSA: {
    needs: "a private Ed25519 key",
    isMet: ({ type, asymmetricKeyType }) => type === "private" && asymmetricKeyType === "ed25519",
  },
};

/** Keys of which the first signs and all verify. */
export interface SigningKeys {
  readonly algorithms: readonly TokenSigningAlgorithm[];
  /** Finds the key that a token names, for the algorithm that the key is for. */
  readonly findKey: JWTVerifyGetKey;
  sign(claims: JWTPayload): Promise<string>;
}

/** @throws TypeError where there is no key, one does not fit its algorithm, or two have the same name. */
export function createSigningKeys(keys: readonly TokenSigningKey[]): SigningKeys {
  const [newest] = keys;
  if (newest === undefined) throw new TypeError("There must be a key to sign tokens with.");
  for (const { kid, algorithm, key } of keys) {
    const requirement = requirements[algorithm];
    if (!requirement?.isMet(key)) {
      throw new TypeError(
        `The key ${kid} cannot be used: ${algorithm} ${requirement ? `needs ${requirement.needs}` : "is not known"}.`,
      );
    }
  }
  const verifying = new Map(
    keys.map(({ kid, algorithm, key }) => [
      kid,
      { algorithm, key: key.type === "secret" ? key : createPublicKey(key) },
    ]),
  );
  if (verifying.size < keys.length) throw new TypeError("Every key needs a kid of its own.");
  return {
    algorithms: keys.map(({ algorithm }) => algorithm),
    async findKey({ kid = "", alg }) {
      const found = verifying.get(kid);
      if (found?.algorithm === alg) return found.key;
      const { errors } = await import("jose");
      throw new errors.JWKSNoMatchingKey();
    },
    async sign(claims) {
      const { SignJWT } = await import("jose");
      const header = { alg: newest.algorithm, kid: newest.kid, typ: "at+jwt" };
      return await new SignJWT(claims).setProtectedHeader(header).sign(newest.key);
    },
  };
}
