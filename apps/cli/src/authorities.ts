import { parseCertificates } from "@countersign/crypto-core";
import type { Arguments } from "./command.js";
import { about } from "./errors.js";
import type { Io } from "./io.js";

/** The authorities that --ca names, PEM; undefined where it is not given. */
export async function readAuthorities(args: Arguments, io: Io): Promise<string | undefined> {
  const file = args.optional("ca");
  if (file === undefined) return undefined;
  const bundle = await readText(file, io);
  await about(file, () => parseCertificates(bundle));
  return bundle;
}

export async function readText(file: string, io: Io): Promise<string> {
  return Buffer.from(await io.read(file)).toString("utf8");
}
