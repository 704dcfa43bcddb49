import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import {
  type ClearstreamClient,
  type ClearstreamClientSettings,
  type ClearstreamCredentials,
  clearstreamScopes,
  createClearstreamClient,
  fetchCaBundle,
} from "../../../src/index.js";
import { type Authority, createAuthority } from "../../support/authority.js";
import { issueCredentials } from "../../support/consumer.js";
import { type MutualTlsServer, startMutualTlsServer } from "../../support/mutual-tls-server.js";
import { forbidden, jwt, password, userId } from "../../support/platform.js";

let authority: Authority;
let stranger: Authority;
let credentials: ClearstreamCredentials;
let server: MutualTlsServer;
/** What the CA download gives. */
let download: { status?: number; body: string };

beforeAll(async () => {
  authority = createAuthority();
  stranger = createAuthority();
  credentials = await issueCredentials(authority, userId);
  server = await startMutualTlsServer(authority, ({ path, commonName, body }) => {
    if (path.endsWith("-cert-cacerts.pem")) return download;
    if (commonName === undefined) return { status: 403, body: forbidden };
    if (path.endsWith("access_token")) {
      const scope = new URLSearchParams(body).get("scope");
      const access_token = jwt({ sub: commonName });
      return { body: { access_token, scope, token_type: "Bearer", expires_in: 3599 } };
    }
    return { body: { commonName, path, sent: body } };
  });
});

afterAll(async () => {
  await server.close();
  authority.remove();
  stranger.remove();
});

function connect(settings: Partial<ClearstreamClientSettings> = {}): ClearstreamClient {
  const client = createClearstreamClient({
    environment: server.url,
    credentials,
    password: () => password,
    scope: [clearstreamScopes.playground],
    ...settings,
  });
  onTestFinished(() => client.close());
  return client;
}

describe("a client over mutual TLS", () => {
  it("presents the certificate to the token endpoint and to the API", async () => {
    const client = connect();
    expect(await client.playground.echo("é&")).toEqual({
      commonName: userId,
      path: "/playground/v1/echo?value=%C3%A9%26",
      sent: "",
    });
    const { data } = await client.request<{ sent: string }>("POST", "/cmax/v1/x", { json: { a: "é" } });
    expect(data.sent).toBe('{"a":"é"}');
    expect(server.seen.map(({ commonName }) => commonName)).toEqual([userId, userId, userId]);
  });

  it("trusts no server of another authority, and sends it nothing", async () => {
    const before = server.seen.length;
    const client = connect({ credentials: { ...credentials, ca: stranger.bundle } });
    await expect(client.playground.info()).rejects.toMatchObject({ code: "ERR_TLS_SERVER_UNTRUSTED" });
    expect(server.seen).toHaveLength(before);
  });

  it("goes on, unaware, when the server's certificate changes under the same authority, and under no other", async () => {
    const client = connect();
    await client.playground.info();
    await server.renewCertificate(authority);
    expect(await client.playground.info()).toMatchObject({ commonName: userId });
    await server.renewCertificate(stranger);
    await expect(client.playground.info()).rejects.toMatchObject({ code: "ERR_TLS_SERVER_UNTRUSTED" });
    await server.renewCertificate(authority);
    expect(await client.playground.info()).toMatchObject({ commonName: userId });
  });
});

describe("fetchCaBundle", () => {
  const fetchIt = (settings: Partial<Parameters<typeof fetchCaBundle>[0]> = {}) =>
    fetchCaBundle({ environment: server.url, ca: authority.bundle, ...settings });

  it("gives the bundle of a server that a given bundle verifies", async () => {
    download = { body: authority.bundle };
    expect(await fetchIt()).toBe(authority.bundle);
    expect(server.seen.at(-1)).toMatchObject({ path: "/server-cert-cacerts.pem", commonName: undefined });
    download = { body: authority.root };
    expect(await fetchIt({ bundle: "client" })).toBe(authority.root);
    expect(server.seen.at(-1)?.path).toBe("/client-cert-cacerts.pem");
  });

  it.each<[string, () => string | undefined]>([
    ["the system's authorities do not verify", () => undefined],
    ["another bundle does not verify", () => stranger.bundle],
  ])("takes nothing from a server that %s", async (_name, ca) => {
    const before = server.seen.length;
    const given = ca();
    const settings = given === undefined ? {} : { ca: given };
    await expect(fetchCaBundle({ environment: server.url, ...settings })).rejects.toMatchObject({
      code: "ERR_TLS_SERVER_UNTRUSTED",
    });
    expect(server.seen).toHaveLength(before);
  });

  it.each<[string, () => typeof download, RegExp]>([
    ["a landing page", () => ({ body: "<html>Welcome" }), /answered with 200 and no certificates/],
    [
      "a maintenance page",
      () => ({ status: 503, body: "<html><title>Scheduled Maintenance</title>" }),
      /answered with 503 and no certificates: .* maintenance/,
    ],
    ["a bundle without its root", () => ({ body: authority.intermediate }), /no root/],
  ])("refuses %s", async (_name, answer, message) => {
    download = answer();
    await expect(fetchIt({ retry: {} })).rejects.toMatchObject({
      code: "ERR_CREDENTIALS_CA_BUNDLE",
      message: expect.stringMatching(message),
    });
  });

  it("refuses the portal before it asks", async () => {
    const environment = new URL("https://xact.clearstream.com");
    await expect(fetchIt({ environment })).rejects.toThrow(/is at https:\/\/api\.clearstream\.com/);
  });
});
