import { join } from "node:path";
import type { ClearstreamCredentials } from "@countersign/clearstream";
import { parseCertificate } from "@countersign/crypto-core";
import { readText } from "../authorities.js";
import { about } from "../errors.js";
import type { Io } from "../io.js";
import type { CredentialFolder } from "./credential-folder.js";
import { ClearstreamCommandError } from "./errors.js";

/** @throws ClearstreamCommandError where they are not what comes after the current ones. */
export async function requireSuccessor(
  next: CredentialFolder,
  current: CredentialFolder,
  { identity }: Pick<ClearstreamCredentials, "identity">,
): Promise<void> {
  const refuse = (why: string) => new ClearstreamCommandError("ERR_CREDENTIALS_STATE", why);
  if (next.userId !== current.userId) {
    throw refuse(`The new files are ${next.userId}'s, the current ones ${current.userId}'s.`);
  }
  if (current.signing && !next.signing) {
    throw refuse("The new folder has no signing file, and the current one has: put both files there.");
  }
  const { notAfter } = await about(current.ssl.path, () => parseCertificate(current.ssl.content));
  if (identity.certificate.notAfter > notAfter) return;
  throw refuse(
    `The new certificate ends at ${identity.certificate.notAfter.toISOString()}, no later than the current one: are --new and --current the wrong way round?`,
  );
}

/**
 * Replaces files one by one, each whole or not at all. What is new already is left alone, so that a swap that was
 * cut off can be done again, and keeps what it kept before.
 *
 * @returns the files that were replaced.
 */
export async function swapIn(folder: string, next: CredentialFolder, io: Io): Promise<readonly string[]> {
  return await replace(
    folder,
    // The one that connections are made with comes last.
    [next.signing, next.ssl].flatMap((file) => (file ? [[file.name, file.content] as const] : [])),
    join(folder, "previous"),
    io,
  );
}

/** @throws ClearstreamCommandError where there is nothing to go back to. */
export async function swapBack(
  folder: string,
  { ssl, signing }: CredentialFolder,
  io: Io,
): Promise<{ readonly files: readonly string[]; readonly until: Date }> {
  const previous = join(folder, "previous");
  const found: (readonly [string, string])[] = [];
  for (const { name } of signing ? [signing, ssl] : [ssl]) {
    const path = join(previous, name);
    if (await io.exists(path)) found.push([name, await readText(path, io)]);
  }
  const path = join(previous, ssl.name);
  const content = found.find(([name]) => name === ssl.name)?.[1];
  if (content === undefined || content === ssl.content) {
    throw new ClearstreamCommandError(
      "ERR_CREDENTIALS_STATE",
      `Nothing was replaced in ${folder}: there is no way back.`,
    );
  }
  const { notAfter: until } = await about(path, () => parseCertificate(content));
  if (until < io.now()) {
    throw new ClearstreamCommandError(
      "ERR_CREDENTIALS_STATE",
      `The certificate of ${path} expired at ${until.toISOString()}: there is no way back.`,
    );
  }
  return { files: await replace(folder, found, join(folder, "undone"), io), until };
}

async function replace(
  folder: string,
  files: readonly (readonly [name: string, content: string])[],
  keptIn: string,
  io: Io,
): Promise<readonly string[]> {
  const replaced: string[] = [];
  await io.makeFolder(keptIn);
  for (const [name, content] of files) {
    const path = join(folder, name);
    const before = (await io.exists(path)) ? await readText(path, io) : undefined;
    if (before === content) continue;
    if (before !== undefined) await io.write(join(keptIn, name), before, { isPrivate: true, force: true });
    await io.write(path, content, { isPrivate: true, force: true });
    replaced.push(path);
  }
  return replaced;
}
