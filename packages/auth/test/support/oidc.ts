import type { RequestListener } from "node:http";
import type { TLSSocket } from "node:tls";
import { Provider } from "oidc-provider";
import type { TestCertificate } from "./certificates.js";
import { serve } from "./server.js";

/** An OAuth server that nobody here wrote, and where it listens. */
export interface OidcServer {
  readonly token: URL;
  readonly introspection: URL;
}

export interface OidcServerSettings {
  readonly server: TestCertificate;
  /** PEM certificates of the clients that are trusted. */
  readonly trusted: readonly string[];
  /** All that the server knows; each client has its own of them, under `scope`. */
  readonly scopes: readonly string[];
  readonly clients: readonly Readonly<Record<string, string>>[];
}

/** Starts oidc-provider for the client credentials grant, on loopback HTTPS, until the test ends. */
export async function startOidcServer(settings: OidcServerSettings): Promise<OidcServer> {
  const { server, trusted, scopes, clients } = settings;
  let listener: RequestListener | undefined;
  // A client without a certificate, or with another one, is refused by OAuth, not by TLS.
  const mutual = { requestCert: true, rejectUnauthorized: false, ca: [...trusted] };
  const issuer = await serve({ key: server.key, cert: server.certificate, ...mutual }, (...exchange) =>
    listener?.(...exchange),
  );
  const certificateOf = (socket: unknown) => (socket as TLSSocket).getPeerX509Certificate();
  const provider = new Provider(issuer.href.slice(0, -1), {
    clients: clients.map((client) => ({
      grant_types: ["client_credentials"],
      response_types: [],
      redirect_uris: [],
      ...client,
    })),
    clientAuthMethods: ["client_secret_basic", "client_secret_post", "tls_client_auth"],
    scopes,
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true },
      mTLS: {
        enabled: true,
        tlsClientAuth: true,
        getCertificate: ({ req }) => certificateOf(req.socket)?.toString(),
        certificateAuthorized: ({ req }) => (req.socket as TLSSocket).authorized,
        certificateSubjectMatches: ({ req }, _property, expected) =>
          certificateOf(req.socket)?.subject === expected,
      },
    },
  });
  listener = provider.callback();
  return { token: new URL("/token", issuer), introspection: new URL("/token/introspection", issuer) };
}
