import { createHash } from "node:crypto";
import { thumbprint } from "@countersign/crypto-core";
import type { TlsIdentity } from "../tls/tls-identity.js";
import type { Grant } from "./grant.js";

/**
 * The name under which a token is kept: one for each combination of what makes tokens different (host, path with
 * its realm, grant, application, client, id with sub-merchant, scope, certificate). A hash, so that a store's
 * operator reads no user names, and no character needs escaping.
 */
export function tokenKey(url: URL, grant: Grant, identity: TlsIdentity | undefined): string {
  const name = Object.entries(grant.name).sort(([a], [b]) => (a < b ? -1 : 1));
  const certificate = identity ? thumbprint(identity.certificate, "SHA-256") : null;
  const text = JSON.stringify([url.href, certificate, name]);
  return `countersign:token:${createHash("sha256").update(text).digest("hex")}`;
}
