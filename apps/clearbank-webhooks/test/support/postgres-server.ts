import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";

/** A PostgreSQL for the tests: one that runs already, or one of their own. */
export interface PostgresServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Undefined where none runs and none is installed. */
export async function findPostgres(): Promise<PostgresServer | undefined> {
  const url = process.env.DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/postgres";
  if (await canConnect(url)) return { url, stop: async () => {} };
  const programs = findPrograms();
  return programs === undefined ? undefined : await startPostgres(programs);
}

/** Debian keeps `initdb` and `postgres` out of the path, by version. */
function findPrograms(): string | undefined {
  const folder = "/usr/lib/postgresql";
  const versions = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name, "bin")) : [];
  const path = (process.env.PATH ?? "").split(":");
  return [...versions.sort().reverse(), ...path].find((each) => existsSync(join(each, "initdb")));
}

async function startPostgres(programs: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "clearbank-webhooks-postgres-"));
  const data = join(folder, "data");
  // PostgreSQL refuses to run as root, so root starts it as the user that Debian's package made for it.
  const user = process.getuid?.() === 0 ? { uid: idOf("-u"), gid: idOf("-g") } : {};
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const options = { ...user, cwd: folder };
  const initdb = spawnSync(join(programs, "initdb"), ["-D", data, "-U", "postgres", "-A", "trust"], options);
  if (initdb.status !== 0) throw new Error(`initdb failed\n${initdb.stdout}\n${initdb.stderr}`);
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", `port=${port}`, "unix_socket_directories="];
  const args = ["-D", data, ...settings.flatMap((setting) => ["-c", setting])];
  const server = spawn(join(programs, "postgres"), args, { ...options, stdio: "ignore" });
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  for (let tries = 0; !(await canConnect(url)); tries += 1) {
    if (tries === 600) throw new Error("PostgreSQL did not start.");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    async stop() {
      const ended = once(server, "close");
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function canConnect(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 1000 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

function idOf(which: "-u" | "-g"): number {
  return Number(spawnSync("id", [which, "postgres"]).stdout.toString());
}
