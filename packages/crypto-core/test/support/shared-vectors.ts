import { existsSync, readFileSync } from "node:fs";
import { describe } from "vitest";

const folder = new URL("../../../../../shared/vectors/", import.meta.url);

/**
 * Tests over a file of published vectors, which lie beside the project where it is developed. Elsewhere the
 * tests are left out with a line that says so.
 */
export function describeVectors<T>(file: string, name: string, tests: (vectors: T) => void): void {
  const path = new URL(file, folder);
  if (existsSync(path)) {
    describe(name, () => tests(JSON.parse(readFileSync(path, "utf8")) as T));
  } else {
    describe.skip(`${name} (needs the folder shared/vectors beside the project: ${file})`, () => {});
  }
}
