import { randomBytes } from "node:crypto";
import { inspect } from "node:util";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { HttpClient } from "../../src/http/http-client.js";
import { importTlsIdentity } from "../../src/tls/import-tls-identity.js";
import { clientSecretGrant } from "../../src/token/client-secret-grant.js";
import type { Grant } from "../../src/token/grant.js";
import { createTokenSource } from "../../src/token/token-source.js";
import { makeCertificate, now, type TestCertificate } from "../support/certificates.js";
import { openClient } from "../support/client.js";
import { type OidcServer, startOidcServer } from "../support/oidc.js";

/** Everything that needs encoding; OAuth allows visible ASCII and blanks. */
const secret = `${randomBytes(12).toString("base64")} :%+&=/~"`;
const ids = { client_secret_basic: "basic:17 %+", client_secret_post: "post:17 %+", tls: "tls" } as const;

let server: TestCertificate;
let ours: TestCertificate;
let namesake: TestCertificate;
let other: TestCertificate;
beforeAll(async () => {
  [server, ours, namesake, other] = await Promise.all([
    makeCertificate("server"),
    makeCertificate("client"),
    makeCertificate("client"),
    makeCertificate("other"),
  ]);
});

let oidc: OidcServer;
beforeEach(async () => {
  // It says at length that keys and store are for development only.
  for (const method of ["info", "warn"] as const) vi.spyOn(console, method).mockImplementation(() => {});
  oidc = await startOidcServer({
    server,
    trusted: [ours.certificate, other.certificate],
    scopes: ["allow", "ocapi-v1", "admin"],
    clients: [
      {
        client_id: ids.client_secret_basic,
        client_secret: secret,
        scope: "allow ocapi-v1",
        token_endpoint_auth_method: "client_secret_basic",
      },
      {
        client_id: ids.client_secret_post,
        client_secret: secret,
        scope: "allow ocapi-v1",
        token_endpoint_auth_method: "client_secret_post",
      },
      {
        client_id: ids.tls,
        scope: "allow",
        tls_client_auth_subject_dn: "CN=client",
        token_endpoint_auth_method: "tls_client_auth",
      },
    ],
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

async function connect(presented?: TestCertificate): Promise<HttpClient> {
  return openClient({
    ca: server.certificate,
    ...(presented && {
      identity: await importTlsIdentity({ certificate: presented.certificate, key: presented.key, now }),
    }),
  });
}

const request = async (grant: Grant, presented?: TestCertificate) =>
  await createTokenSource({ url: oidc.token, grant, http: await connect(presented) }).getToken();

/** What the server that gave a token knows about it. */
async function introspect(token: string): Promise<unknown> {
  const clientId = ids.client_secret_post;
  const form = new URLSearchParams({ token, client_id: clientId, client_secret: secret });
  return await (await connect()).post(oidc.introspection, { body: form }).json();
}

describe.each([
  ["client_secret_basic", "basic"],
  ["client_secret_post", "body"],
] as const)("oidc-provider, %s", (method, sentAs) => {
  const clientId = ids[method];
  const grant = (changed: { readonly clientSecret?: string; readonly scope?: readonly string[] } = {}) =>
    clientSecretGrant({ clientId, clientSecret: secret, scope: ["allow", "ocapi-v1"], sentAs, ...changed });

  it("gives a token, and knows it", async () => {
    const token = await request(grant());
    expect(token.scope).toEqual(["allow", "ocapi-v1"]);
    expect(token.expiresAt.getTime() - token.obtainedAt.getTime()).toBe(600_000);
    expect(await introspect(token.value)).toMatchObject({
      active: true,
      client_id: clientId,
      scope: "allow ocapi-v1",
      token_type: "Bearer",
    });
    expect(await introspect(`${token.value}x`)).toEqual({ active: false });
  });

  it("refuses a wrong secret", async () => {
    const error: unknown = await request(grant({ clientSecret: `${secret}!` })).catch((caught) => caught);
    expect(error).toMatchObject({
      name: "TokenError",
      code: "ERR_TOKEN_REFUSED",
      status: 401,
      error: "invalid_client",
      isRetryable: false,
      message: `The token endpoint ${oidc.token} answered 401: client authentication failed`,
    });
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain(secret);
  });

  it("refuses a scope that is not the client's", async () => {
    await expect(request(grant({ scope: ["allow", "admin"] }))).rejects.toMatchObject({
      code: "ERR_TOKEN_REFUSED",
      status: 400,
      error: "invalid_scope",
      message: expect.stringContaining("scope"),
    });
  });

  it("leaves out a scope that it does not know, and the token says so", async () => {
    expect((await request(grant({ scope: ["allow", "unheard-of"] }))).scope).toEqual(["allow"]);
  });
});

describe("oidc-provider, tls_client_auth", () => {
  const grant: Grant = {
    name: { grant: "client_credentials", clientId: ids.tls },
    buildRequest: ({ url }) =>
      new Request(url, {
        method: "POST",
        body: new URLSearchParams({ grant_type: "client_credentials", client_id: ids.tls, scope: "allow" }),
      }),
  };

  it("gives a token to the holder of the certificate, and knows it", async () => {
    const token = await request(grant, ours);
    expect(token.scope).toEqual(["allow"]);
    expect(await introspect(token.value)).toMatchObject({ active: true, client_id: ids.tls });
  });

  it.each([
    ["without a certificate", () => undefined],
    ["with one of the same name that nobody trusts", () => namesake],
    ["with a trusted one of another name", () => other],
  ])("refuses one %s", async (_name, presented) => {
    await expect(request(grant, presented())).rejects.toMatchObject({
      code: "ERR_TOKEN_REFUSED",
      status: 401,
      error: "invalid_client",
    });
  });
});
