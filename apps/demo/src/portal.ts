import { createHttpClient } from "@countersign/auth";

/** What a person does in an institution's portal, over the sandbox's control API. */
export interface Portal {
  get<T>(path: string): Promise<T>;
  getText(path: string): Promise<string>;
  post<T>(path: string, body: unknown): Promise<T>;
  put<T>(path: string, body: unknown): Promise<T>;
  close(): Promise<void>;
}

export function openPortal(base: URL): Portal {
  const http = createHttpClient();
  async function send(method: string, path: string, json?: unknown): Promise<string> {
    const response = await http(new URL(path, base), { method, ...(json !== undefined && { json }) });
    const text = await response.text();
    if (!response.ok) throw new Error(`The portal answered ${response.status} to ${method} ${path}: ${text}`);
    return text;
  }
  return {
    get: async (path) => JSON.parse(await send("GET", path)),
    getText: (path) => send("GET", path),
    post: async (path, body) => JSON.parse(await send("POST", path, body)),
    put: async (path, body) => JSON.parse((await send("PUT", path, body)) || "null"),
    close: () => http.close(),
  };
}
