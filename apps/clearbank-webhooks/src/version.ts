import { readFileSync } from "node:fs";

// The path is the same from src/ and from the one file in dist/.
const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};

export const version: string = manifest.version;
