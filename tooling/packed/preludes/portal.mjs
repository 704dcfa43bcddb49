import { readFile } from "node:fs/promises";

/** Where the sandbox's control API is, and the file with the certificates to trust. */
export const world = JSON.parse(await readFile("world.json", "utf8"));

/** Does what a person does in an institution's portal, over the sandbox's control API. */
export async function portal(method, path, body) {
  const response = await fetch(world.control + path, {
    method,
    headers: { "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`The portal answered ${response.status} to ${method} ${path}: ${text}`);
  return response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text;
}
