/** As much of it as the tests use. */
declare module "oidc-provider" {
  import type { IncomingMessage, RequestListener } from "node:http";

  interface Context {
    readonly req: IncomingMessage;
  }

  interface MutualTls {
    readonly enabled: true;
    readonly tlsClientAuth: true;
    getCertificate(context: Context): string | undefined;
    certificateAuthorized(context: Context): boolean;
    certificateSubjectMatches(context: Context, property: string, expected: string): boolean;
  }

  interface Configuration {
    readonly clients: readonly Readonly<Record<string, unknown>>[];
    readonly clientAuthMethods: readonly string[];
    readonly scopes: readonly string[];
    readonly features: {
      readonly devInteractions: { readonly enabled: false };
      readonly clientCredentials: { readonly enabled: true };
      readonly introspection: { readonly enabled: true };
      readonly mTLS: MutualTls;
    };
  }

  export class Provider {
    constructor(issuer: string, configuration: Configuration);
    callback(): RequestListener;
  }
}
