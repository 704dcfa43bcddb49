import { type Answer, startHttpServer } from "./http-server.js";
import type { KeyHolder } from "./key-holder.js";

/** How the server treats what comes next. */
export type AzureMood =
  | "well"
  | "throttled"
  | "failing"
  | "refusing"
  | "hanging"
  | "signing with the next version";

export interface AzureServer {
  readonly url: string;
  readonly keyName: string;
  readonly keyVersion: string;
  readonly token: string;
  mood: AzureMood;
  close(): Promise<void>;
}

/**
 * Azure Key Vault's REST interface, as far as one key goes: get the key, sign. Who sends no token is told where to
 * get one, as the vault does.
 */
export async function startAzureServer(
  key: KeyHolder,
  next: KeyHolder,
  tls?: { readonly key: string; readonly cert: string },
): Promise<AzureServer> {
  const keyName = "signing";
  const keyVersion = "0123456789abcdef0123456789abcdef";
  const token = "a-bearer-token";
  const error = (status: number, code: string, message: string): Answer => ({
    status,
    body: { error: { code, message } },
  });

  function operate(method: string, path: string, body: string): Answer {
    const { pathname, searchParams } = new URL(path, url);
    const kid = `${url}/keys/${keyName}/${keyVersion}`;
    if (!/^\d/.test(searchParams.get("api-version") ?? ""))
      return error(400, "BadParameter", "no api-version");
    if (method === "GET" && [`/keys/${keyName}/`, `/keys/${keyName}/${keyVersion}`].includes(pathname)) {
      const { n, e } = key.publicKey.export({ format: "jwk" });
      const attributes = { enabled: true, created: 1700000000, updated: 1700000000 };
      return {
        status: 200,
        body: { key: { kid, kty: "RSA", key_ops: ["sign", "verify"], n, e }, attributes },
      };
    }
    if (method !== "POST" || pathname !== `/keys/${keyName}/${keyVersion}/sign`) {
      return error(404, "KeyNotFound", `A key with (name/id) ${pathname} was not found in this key vault.`);
    }
    const { alg, value } = JSON.parse(body) as { alg?: string; value?: string };
    const digest = Buffer.from(value ?? "", "base64url");
    if (alg !== "RS256") return error(400, "BadParameter", `Invalid algorithm: ${alg}`);
    if (digest.length !== 32) return error(400, "BadParameter", "Invalid length of 'value'");
    const holder = server.mood === "signing with the next version" ? next : key;
    return { status: 200, body: { kid, value: holder.sign(digest).toString("base64url") } };
  }

  const { url, close } = await startHttpServer(({ method, path, headers, body }) => {
    if (headers.authorization !== `Bearer ${token}`) {
      const challenge =
        'Bearer authorization="https://login.example/tenant", resource="https://vault.example"';
      return { ...error(401, "Unauthorized", "no token"), headers: { "www-authenticate": challenge } };
    }
    switch (server.mood) {
      case "throttled":
        return error(429, "Throttled", "Request was not processed because too many requests were received.");
      case "failing":
        return error(503, "ServiceUnavailable", "try later");
      case "refusing":
        return error(403, "Forbidden", "The user does not have keys sign permission on key vault");
      case "hanging":
        return undefined;
      default:
        return operate(method, path, body);
    }
  }, tls);
  const server: AzureServer = { url, keyName, keyVersion, token, mood: "well", close };
  return server;
}
