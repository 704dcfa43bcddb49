import type { KeyObject } from "node:crypto";
import { rsaSign, rsaVerifies, sha256 } from "./rsa.js";

export type Claims = Record<string, unknown>;

/** A JWT signed with RS256. */
export function signJwt(claims: Claims, privateKey: KeyObject, publicKey: KeyObject): string {
  const header = { typ: "JWT", alg: "RS256", kid: keyIdOf(publicKey) };
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${rsaSign(Buffer.from(signed), privateKey).toString("base64url")}`;
}

/** The claims of a token that this key signed; undefined for anything else. The dates are the caller's to check. */
export function readJwt(token: string, publicKey: KeyObject): Claims | undefined {
  const [header, payload, signature, ...rest] = token.split(".");
  if (!header || !payload || !signature || rest.length > 0) return undefined;
  // The algorithm is this side's choice, whatever the header says: every token here is RS256.
  const signed = Buffer.from(`${header}.${payload}`);
  if (!rsaVerifies(signed, Buffer.from(signature, "base64url"), publicKey)) return undefined;
  return JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as Claims;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function keyIdOf(publicKey: KeyObject): string {
  return sha256(publicKey.export({ type: "spki", format: "der" })).toString("base64url");
}
