import { join } from "node:path";
import { errorText, SandboxError } from "../errors.js";
import { createKeys, type InstitutionKeys, type KeptKeys, loadKeys } from "../pki/institution-keys.js";
import type { Random } from "../random.js";
import type { StateDir } from "./state-dir.js";

const fileName = "keys.json";

/** The institutions' keys: those of the last run where there is a folder with them, else new ones. */
export async function openKeys(
  dir: StateDir | undefined,
  now: Date,
  random: Random,
): Promise<InstitutionKeys> {
  const kept = (await dir?.read(fileName)) as KeptKeys | undefined;
  if (dir !== undefined && kept !== undefined) {
    return loadKeys(kept, now, random).catch((error: unknown) => {
      throw new SandboxError(
        `cannot use the keys in ${join(dir.path, fileName)}: ${errorText(error)}. ` +
          "Restore the file, or remove the folder to begin anew.",
      );
    });
  }
  const created = await createKeys(now, random);
  await dir?.write(fileName, created);
  return loadKeys(created, now, random);
}
