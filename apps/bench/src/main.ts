import { benchDigest } from "./digest.js";
import { benchHeaders } from "./headers.js";
import { benchFullInbox, benchInbox } from "./inbox/bench-inbox.js";
import { benchPackages } from "./packages/bench-packages.js";
import { benchPkcs11 } from "./pkcs11.js";
import { benchProxy } from "./proxy/bench-proxy.js";
import { benchRequests } from "./requests.js";
import { benchRsa } from "./rsa.js";

const groups: Readonly<Record<string, () => Promise<void>>> = {
  digest: benchDigest,
  rsa: benchRsa,
  headers: benchHeaders,
  requests: benchRequests,
  pkcs11: benchPkcs11,
  inbox: benchInbox,
  "full-inbox": benchFullInbox,
  proxy: benchProxy,
  packages: benchPackages,
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in groups));
if (unknown.length > 0) {
  console.error(
    `Unknown: ${unknown.join(" ")}. Choose from ${Object.keys(groups).join(" ")}, or give none for all.`,
  );
  process.exitCode = 2;
} else {
  console.log("# Speeds: medians of interleaved rounds, every ratio taken within this run");
  for (const [name, bench] of Object.entries(groups))
    if (chosen.length === 0 || chosen.includes(name)) await bench();
}
