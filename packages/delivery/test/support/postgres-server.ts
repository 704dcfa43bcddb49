import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "./connect.js";
import { freePort } from "./free-port.js";

/** A PostgreSQL of the tests' own, on a free port of this machine. */
export interface PostgresServer {
  readonly url: string;
  readonly start: () => Promise<void>;
  /** At once, as in a crash: connections break, and it recovers when it is started. */
  readonly crash: () => Promise<void>;
  /** Stops it and deletes its data. */
  readonly remove: () => Promise<void>;
}

const folders = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"];

/** Where `initdb` and `postgres` are, if anywhere: Debian keeps them out of the path, by version. */
export function findPostgresPrograms(): string | undefined {
  const versions = folders.filter(existsSync).flatMap((folder) => {
    return readdirSync(folder).map((name) => join(folder, name, "bin"));
  });
  const path = (process.env.PATH ?? "").split(":");
  return [...versions.sort().reverse(), ...path].find((folder) => existsSync(join(folder, "initdb")));
}

export async function startPostgres(
  programs: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "countersign-postgres-"));
  const data = join(folder, "data");
  // PostgreSQL refuses to run as root, so root starts it as the user that Debian's package made for it.
  const user = process.getuid?.() === 0 ? { uid: idOf("-u"), gid: idOf("-g") } : {};
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const initdb = spawnSync(
    join(programs, "initdb"),
    ["-D", data, "-U", "postgres", "-A", "trust", "--no-sync"],
    {
      ...user,
      cwd: folder,
    },
  );
  if (initdb.status !== 0) throw new Error(`initdb failed\n${initdb.stdout}\n${initdb.stderr}`);
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const options = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    ...settings,
  };
  let server: ChildProcess | undefined;

  async function end(signal: "SIGQUIT" | "SIGINT"): Promise<void> {
    const ending = server;
    server = undefined;
    if (!ending) return;
    const ended = new Promise((resolve) => ending.once("close", resolve));
    ending.kill(signal);
    await ended;
  }

  async function start(): Promise<void> {
    const args = Object.entries(options).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    server = spawn(join(programs, "postgres"), ["-D", data, ...args], {
      ...user,
      cwd: folder,
      stdio: "ignore",
    });
    for (let tries = 0; !(await connect(url)); tries += 1) {
      if (tries === 600) throw new Error("PostgreSQL did not start.");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  await start();
  return {
    url,
    start,
    crash: () => end("SIGQUIT"),
    async remove() {
      await end("SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function idOf(which: "-u" | "-g"): number {
  return Number(spawnSync("id", [which, "postgres"]).stdout.toString());
}
