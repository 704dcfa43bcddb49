import { fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "../measure.js";
import { format, heading, target } from "../report.js";
import { makeCertificates } from "./certificates.js";
import type { Load, LoadSettings } from "./load-settings.js";
import { proxyConfiguration, startNginx, upstreamConfiguration } from "./nginx.js";
import { type ProxyProcess, startProxy } from "./start-proxy.js";

/** A kind of request: how many of it make a round, and at what pace its latency is measured. */
interface Kind {
  readonly name: string;
  readonly path: string;
  readonly bodyBytes: number;
  readonly count: number;
  readonly perSecond: number;
}

const kib = 1024;
const mib = 1024 * kib;
const kinds: readonly Kind[] = [
  { name: "1 KiB answered", path: "/kib", bodyBytes: 0, count: 12_000, perSecond: 500 },
  { name: "1 MiB answered", path: "/mib", bodyBytes: 0, count: 400, perSecond: 20 },
  { name: "1 KiB sent", path: "/post", bodyBytes: kib, count: 8_000, perSecond: 500 },
  { name: "1 MiB sent", path: "/post", bodyBytes: mib, count: 300, perSecond: 20 },
];

const rounds = 5;

type Ways = ReadonlyMap<string, Pick<LoadSettings, "port" | "tls">>;

/** The mutual TLS proxy against nginx doing the same, before one and the same server. */
export async function benchProxy(): Promise<void> {
  heading("Plain HTTP in, mutual TLS out, 64 connections: the proxy against nginx, one worker each");
  if (spawnSync("nginx", ["-v"]).error) return console.log("Needs nginx: apt-get install nginx.");
  const folder = mkdtempSync(join(tmpdir(), "countersign-bench-"));
  const stop: (() => void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  try {
    const files = makeCertificates(folder);
    mkdirSync(join(folder, "upstream/files"), { recursive: true });
    writeFileSync(join(folder, "upstream/files/kib"), Buffer.alloc(kib, "x"));
    writeFileSync(join(folder, "upstream/files/mib"), Buffer.alloc(mib, "x"));
    const [port, innerPort, nginxPort] = await threeFreePorts();
    const upstream = upstreamConfiguration(port, innerPort, files);
    for (const [name, http, own] of [
      ["upstream", upstream, port],
      ["nginx", proxyConfiguration(nginxPort, port, files), nginxPort],
    ] as const) {
      const nginx = await startNginx(join(folder, name), http, own);
      stop.unshift(() => void nginx.kill("SIGKILL"));
    }
    const proxy = await startProxy(folder, port, files);
    stop.unshift(proxy.kill);
    const ways: Ways = new Map([
      ["without a proxy", { port, tls: { ca: files.ca, identity: files.client } }],
      ["nginx", { port: nginxPort }],
      ["our proxy", { port: proxy.port }],
    ]);
    for (const kind of kinds) await compare(kind, ways);
    await watchMemory(proxy);
  } finally {
    for (const each of stop) each();
  }
}

/** A B C A B C …, after a round that is not counted: as fast as it goes, and at a pace that leaves time to spare. */
async function compare(kind: Kind, ways: Ways): Promise<void> {
  const { name, path, bodyBytes, count, perSecond } = kind;
  const fast = new Map([...ways.keys()].map((way) => [way, [] as Load[]]));
  const paced = new Map([...ways.keys()].map((way) => [way, [] as Load[]]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [way, address] of ways) {
      const request = { ...address, path, bodyBytes, connections: 64 };
      const loads = [
        await load({ ...request, count }),
        await load({ ...request, count: perSecond * 2, perSecond }),
      ] as const;
      if (round === 0) continue;
      fast.get(way)?.push(loads[0]);
      paced.get(way)?.push(loads[1]);
    }
  }
  const of = (loads: typeof fast, way: string, what: keyof Load) =>
    (loads.get(way) ?? []).map((each) => each[what]);
  const added = (way: string, what: "p50Ms" | "p99Ms") =>
    median(of(paced, way, what)) - median(of(paced, "without a proxy", what));
  console.log(`\n### ${name}\n`);
  console.log(
    `| | per second | added p50 ms | added p99 ms, each at ${perSecond} per second |\n|---|---|---|---|`,
  );
  for (const way of ways.keys()) {
    const latency = (["p50Ms", "p99Ms"] as const).map((what) => added(way, what).toFixed(2));
    console.log(`| ${way} | ${format(median(of(fast, way, "perSecond")))} | ${latency.join(" | ")} |`);
  }
  const nginx = of(fast, "nginx", "perSecond");
  const ratios = of(fast, "our proxy", "perSecond").map((each, round) => each / (nginx[round] ?? Number.NaN));
  target(`${name}, to nginx`, median(ratios), { atLeast: 0.5 });
}

/** Everything above has warmed it up. */
async function watchMemory({ port, memoryMebibytes }: ProxyProcess): Promise<void> {
  console.log("\n### Memory\n");
  const sizes: number[] = [];
  for (let round = 0; round <= 8; round += 1) {
    for (const { path, bodyBytes, count } of kinds) {
      await load({ port, path, bodyBytes, count, connections: 64 });
    }
    sizes.push(await memoryMebibytes());
  }
  const each = kinds.reduce((sum, { count }) => sum + count, 0);
  console.log(`MiB after every ${format(each)} requests: ${sizes.map((size) => size.toFixed(0)).join(" ")}`);
  const half = sizes.length >> 1;
  const grown = median(sizes.slice(-half)) - median(sizes.slice(0, half));
  target("grown from the first half to the second", grown, { atMost: 16 }, " MiB");
}

/** From a process of its own, so that what is measured is not what measures. */
async function load(settings: LoadSettings): Promise<Load> {
  const program = fileURLToPath(new URL("proxy/load.js", import.meta.url));
  const child = fork(program, [JSON.stringify(settings)]);
  const ended = once(child, "exit").then(() => {
    throw new Error("The load generator has ended.");
  });
  ended.catch(() => {});
  const [outcome] = (await Promise.race([once(child, "message"), ended])) as [Load];
  return outcome;
}

async function threeFreePorts() {
  const servers = Array.from({ length: 3 }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports as [number, number, number];
}
