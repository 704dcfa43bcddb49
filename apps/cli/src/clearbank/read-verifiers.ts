import { importVerifier, type Verifier } from "@countersign/crypto-core";
import type { Arguments } from "../command.js";
import { about } from "../errors.js";
import type { Io } from "../io.js";

/** ClearBank's public keys, of the files that --public-key names. */
export async function readVerifiers(args: Arguments, io: Io): Promise<readonly Verifier[]> {
  const verifiers: Verifier[] = [];
  for (const file of args.list("public-key")) {
    const bytes = await io.read(file);
    verifiers.push(await about(file, () => importVerifier(bytes)));
  }
  return verifiers;
}
