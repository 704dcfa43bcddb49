import { parseCertificate } from "@countersign/crypto-core";
import { beforeAll, describe, expect, it } from "vitest";
import { TlsIdentity } from "../../../src/tls/tls-identity.js";
import { clientSecretGrant } from "../../../src/token/client-secret-grant.js";
import { passwordGrant } from "../../../src/token/password-grant.js";
import { refreshTokenGrant } from "../../../src/token/refresh-token-grant.js";
import { signedClientCredentialsGrant } from "../../../src/token/signed-grant.js";
import { tokenKey } from "../../../src/token/token-key.js";
import { makeCertificate } from "../../support/certificates.js";

const url = new URL("https://api.example/auth/realms/merchant-clients/token");
const signer = { algorithm: "rsa-v1_5-sha256" as const, sign: async () => new Uint8Array(256) };

const client = (clientId = "Worldline-000021", scope: readonly string[] = ["AIS", "PIS"]) =>
  clientSecretGrant({ clientId, clientSecret: "s", scope });
const user = (username = "u", scope: readonly string[] = ["AIS", "PIS"], password = "p") =>
  passwordGrant({ username, password, scope });
const signed = (
  parameters: Partial<Record<"App" | "Client" | "Id", string>> = {},
  options: { readonly sentAs?: "body"; readonly keyId?: string; readonly form?: Record<string, string> } = {},
) =>
  signedClientCredentialsGrant({
    signer,
    keyId: "a1",
    sentAs: "headers",
    ...options,
    parameters: { App: "PIS", Client: "RaboiDEAL", Id: "002881", ...parameters },
  });

let identities: readonly TlsIdentity[];
beforeAll(async () => {
  const made = await Promise.all([makeCertificate("a"), makeCertificate("a")]);
  identities = made.map(
    ({ key, certificate }) => new TlsIdentity(parseCertificate(certificate), { key, cert: certificate }),
  );
});

const key = (grant = user(), target: URL | string = url, identity?: TlsIdentity) =>
  tokenKey(new URL(target), grant, identity);

describe("another token has another key:", () => {
  it("each of these", () => {
    const keys = {
      user: key(),
      "another host": key(user(), "https://api2.example/auth/realms/merchant-clients/token"),
      "another port": key(user(), "https://api.example:8443/auth/realms/merchant-clients/token"),
      "another realm": key(user(), "https://api.example/auth/realms/merchant-clients-qa1-tpp/token"),
      "a realm in the query": key(user(), `${url.href}?realm=a`),
      "another user": key(user("v")),
      "fewer scopes": key(user("u", ["AIS"])),
      "no scope": key(user("u", [])),
      "another grant": key(client()),
      "another client": key(client("Worldline-000022")),
      "a sub-merchant": key(client("Worldline-000021:17")),
      "another client's scopes": key(client("Worldline-000021", ["AIS"])),
      "a signed grant": key(signed()),
      "another app": key(signed({ App: "IDEAL" })),
      "another acquirer": key(signed({ Client: "ABN" })),
      "another id": key(signed({ Id: "002882" })),
      "an id with a sub-merchant": key(signed({ Id: "002881:1" })),
      "signed in the body": key(signed({}, { sentAs: "body" })),
      "signed by another key": key(signed({}, { keyId: "b2" })),
      "with a scope in the form": key(signed({}, { form: { scope: "PIS" } })),
      "with another scope in the form": key(signed({}, { form: { scope: "AIS" } })),
      "a certificate": key(user(), url, identities[0]),
      "another certificate of the same name": key(user(), url, identities[1]),
    };
    const found = new Map<string, string>();
    for (const [name, value] of Object.entries(keys)) {
      expect(found.get(value), name).toBeUndefined();
      found.set(value, name);
    }
  });
});

describe("the same token has the same key", () => {
  it.each([
    ["whatever the order of the scopes", () => [key(), key(user("u", ["PIS", "AIS"]))]],
    ["however often one of them is named", () => [key(), key(user("u", ["PIS", "AIS", "PIS"]))]],
    ["whatever the password", () => [key(), key(user("u", ["AIS", "PIS"], "another"))]],
    ["however the thumbprint is written", () => [key(signed({}, { keyId: "A1" })), key(signed())]],
    ["with refresh tokens or without", () => [key(refreshTokenGrant(user())), key()]],
    ["in each process", () => [key(user(), url, identities[0]), key(user(), url.href, identities[0])]],
  ])("%s", (_name, keys) => {
    const [one, other] = keys();
    expect(one).toBe(other);
  });
});

it("changes with the identity that is replaced", () => {
  const [first, second] = identities as [TlsIdentity, TlsIdentity];
  const identity = new TlsIdentity(first.certificate, first.credentials());
  const before = key(user(), url, identity);
  identity.replace(second);
  expect(key(user(), url, identity)).not.toBe(before);
  expect(key(user(), url, identity)).toBe(key(user(), url, second));
});

it("shows nothing of it, and has no character that a store could take amiss", () => {
  expect(key(user("a00012345_0012345"))).toMatch(/^countersign:token:[0-9a-f]{64}$/);
});
