import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** Where the page has it, which is where Debian has it. */
export const softHsm = "/usr/lib/softhsm/libsofthsm2.so";

/** What programs of the guides, or the tests of them, take that is not on every machine, and how it gets there. */
const peers: Readonly<Record<"openssl" | "softhsm" | "sqlite" | "tinyproxy", Peer>> = {
  openssl: { isThere: () => runs("openssl", "version"), install: "openssl: apt-get install openssl" },
  softhsm: {
    isThere: () => existsSync(softHsm) && loads("crypto-core", "pkcs11js"),
    install: "SoftHSM and the compiled pkcs11js: apt-get install softhsm2, pnpm -r build:native",
  },
  sqlite: {
    isThere: () => loads("delivery", "better-sqlite3"),
    install: "the compiled better-sqlite3: pnpm -r build:native",
  },
  tinyproxy: { isThere: () => runs("tinyproxy", "-v"), install: "tinyproxy: apt-get install tinyproxy" },
};

interface Peer {
  readonly isThere: () => boolean;
  readonly install: string;
}

/** What has to be installed, where a peer is missing and this is not CI, where nothing may be skipped for that reason. */
export function whatIsMissing(peer: keyof typeof peers | undefined): string | undefined {
  if (peer === undefined || process.env.CI || peers[peer].isThere()) return undefined;
  return peers[peer].install;
}

function runs(tool: string, option: string): boolean {
  return spawnSync(tool, [option]).error === undefined;
}

/** Whether a package of ours finds a native module, compiled. */
function loads(name: string, native: string): boolean {
  const folder = fileURLToPath(new URL(`../../node_modules/@countersign/${name}/`, import.meta.url));
  try {
    const module = createRequire(`${folder}package.json`)(native);
    if (native === "better-sqlite3") new module(":memory:").close();
    return true;
  } catch {
    return false;
  }
}
