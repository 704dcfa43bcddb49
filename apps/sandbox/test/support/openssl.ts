import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { cleanUp } from "./cleanup.js";

const run = promisify(execFile);

/** A folder that is gone when the test file is done. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "sandbox-test-"));
  cleanUp(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs openssl, feeding `input`, and gives its standard output; it writes with nobody's code but its own. */
export async function openssl(args: readonly string[], input?: Buffer | string): Promise<Buffer> {
  const running = run("openssl", [...args], { encoding: "buffer" });
  // A command that reads no input may be gone before this is written.
  running.child.stdin?.on("error", () => {});
  running.child.stdin?.end(input ?? "");
  return (await running).stdout;
}

/** The path of a new file with this content. */
export async function file(folder: string, name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const rsaKeys = new Map<string, Promise<Buffer>>();

/** A key of this name: the same in all files of a run, as the making of one takes longer than most tests. */
export async function rsaKey(folder: string, name: string, bits = 2048): Promise<string> {
  const id = `${name} ${bits}`;
  const made =
    rsaKeys.get(id) ?? openssl(["genpkey", "-algorithm", "RSA", "-pkeyopt", `rsa_keygen_bits:${bits}`]);
  rsaKeys.set(id, made);
  return await file(folder, `${name}.key`, await made);
}

export async function ecKey(folder: string, name: string): Promise<string> {
  const path = join(folder, `${name}.key`);
  await openssl(["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", path]);
  return path;
}

export async function certificateRequest(key: string, commonName: string): Promise<string> {
  return (await openssl(["req", "-new", "-sha256", "-key", key, "-subj", `/CN=${commonName}`])).toString();
}

/** A self-signed certificate; `days` may be negative for one that is over. */
export async function selfSigned(key: string, days: number, ...more: string[]): Promise<string> {
  const args = ["req", "-x509", "-new", "-key", key, "-subj", "/CN=merchant", "-days", String(days), ...more];
  return (await openssl(args)).toString();
}

/** RSA PKCS#1 v1.5 with SHA-256, in base64 as `openssl base64 -A` writes it. */
export async function sign(key: string, data: Buffer | string): Promise<string> {
  return (await openssl(["dgst", "-sha256", "-sign", key], data)).toString("base64");
}

/** Whether openssl accepts a signature. */
export async function verifies(
  folder: string,
  publicKeyPem: string,
  data: Buffer | string,
  signatureBase64: string,
): Promise<boolean> {
  const [key, signature] = await Promise.all([
    file(folder, `verify-${Math.random()}.pub`, publicKeyPem),
    file(folder, `verify-${Math.random()}.sig`, Buffer.from(signatureBase64, "base64")),
  ]);
  return openssl(["dgst", "-sha256", "-verify", key, "-signature", signature], data).then(
    () => true,
    () => false,
  );
}
