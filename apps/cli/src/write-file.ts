import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Writes a file that is not there yet. It has its mode from the first moment on: nobody can open it in between. */
export async function createFile(path: string, data: string | Uint8Array, mode: number): Promise<void> {
  const file = await open(path, "wx", mode);
  try {
    await file.writeFile(data);
    await file.sync();
  } catch (error) {
    // What is left of it would be in the way of the next attempt.
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** Puts a new file in the place of one that may be there, whole or not at all, and with its own mode. */
export async function replaceFile(path: string, data: string | Uint8Array, mode: number): Promise<void> {
  const temporary = join(dirname(path), `.countersign-${randomUUID()}`);
  await createFile(temporary, data, mode);
  try {
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
