import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";

/**
 * A registry on loopback that has the packed packages, so that package managers install them by name as they
 * will when they are published. Everything else comes from the usual one.
 *
 * @returns its `url`; `npmrc`: the lines that lead to it.
 */
export async function startRegistry(packages) {
  const files = new Map();
  const server = createServer((request, response) => {
    const body = files.get(decodeURIComponent(request.url));
    response.writeHead(body ? 200 : 404, { "cache-control": "no-store" }).end(body ?? "{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${server.address().port}`;
  for (const { name, tarball, manifest } of packages) {
    const content = await readFile(tarball);
    const { version } = manifest;
    const integrity = `sha512-${createHash("sha512").update(content).digest("base64")}`;
    // The path that it will have at the usual registry.
    const path = `/${name}/-/${name.split("/").at(-1)}-${version}.tgz`;
    const dist = { tarball: url + path, integrity };
    const versions = { [version]: { ...manifest, dist } };
    files.set(path, content);
    files.set(`/${name}`, JSON.stringify({ name, "dist-tags": { latest: version }, versions }));
  }
  const scopes = new Set(packages.map(({ name }) => name.split("/")[0]));
  return {
    url,
    npmrc: [...scopes].map((scope) => `${scope}:registry=${url}\n`).join(""),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
