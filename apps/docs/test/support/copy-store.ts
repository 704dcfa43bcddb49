import { copyFile } from "node:fs/promises";

/** Copies a file of an inbox or outbox, to look into while the program runs that has it for itself. */
export async function copyStore(file: string): Promise<string> {
  const copy = `${file}.copy`;
  for (const part of ["", "-wal"]) await copyFile(file + part, copy + part);
  return copy;
}
