import type { AzureCryptographyClient, AzureKey } from "../../../src/kms/azure-key-vault.js";

/** The error of Azure's clients, as far as it can be seen from outside. */
class RestError extends Error {
  override readonly name = "RestError";
  constructor(
    message: string,
    readonly code: string,
    readonly statusCode?: number,
  ) {
    super(message);
  }
}

/**
 * What `@azure/keyvault-keys` does on the wire to get a key and to sign, and how it fails; without its retries.
 * The package itself is not installed: what it depends on now asks for Node 22, and this repository installs with
 * Node 20.
 */
export function createAzureClient(settings: { readonly url: string; readonly token: string }): {
  getKey(name: string): Promise<AzureKey & { readonly id: string }>;
  cryptographyClient(keyId: string): AzureCryptographyClient;
} {
  async function call(url: string, init: RequestInit): Promise<unknown> {
    const headers = { authorization: `Bearer ${settings.token}`, "content-type": "application/json" };
    const response = await fetch(`${url}?api-version=7.6`, { ...init, headers }).catch((cause: Error) => {
      if (cause.name === "AbortError") throw cause;
      throw new RestError(cause.message, "REQUEST_SEND_ERROR");
    });
    const body = (await response.json()) as { error?: { code: string; message: string } };
    if (body.error) throw new RestError(body.error.message, body.error.code, response.status);
    return body;
  }

  return {
    async getKey(name) {
      const { key } = (await call(`${settings.url}/keys/${name}/`, {})) as {
        key: Record<"kid" | "n" | "e", string>;
      };
      return { id: key.kid, key: { n: Buffer.from(key.n, "base64url"), e: Buffer.from(key.e, "base64url") } };
    },
    cryptographyClient: (keyId) => ({
      async sign(alg, digest, { abortSignal } = {}) {
        const body = JSON.stringify({ alg, value: Buffer.from(digest).toString("base64url") });
        const init = { method: "POST", body, ...(abortSignal && { signal: abortSignal }) };
        const { value } = (await call(`${keyId}/sign`, init)) as { value: string };
        return { result: Buffer.from(value, "base64url") };
      },
    }),
  };
}
