import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, it } from "vitest";
import { run } from "../tools.js";

/** The library, and a token in it that is empty. */
export interface SoftHsm {
  readonly module: string;
  readonly tokenLabel: string;
  readonly pin: string;
  /** Makes another token. */
  addToken(label: string): void;
}

const module = [
  "/usr/lib/softhsm/libsofthsm2.so",
  "/usr/lib64/pkcs11/libsofthsm2.so",
  "/usr/local/lib/softhsm/libsofthsm2.so",
  "/opt/homebrew/lib/softhsm/libsofthsm2.so",
].find(existsSync);

/**
 * `describe` with a SoftHSM of the file's own, in a temporary folder. Where SoftHSM or the compiled pkcs11js is
 * missing the tests are skipped with a line that says what to install, except in CI, where that is a failure.
 */
export function describeWithSoftHsm(name: string, tests: (hsm: SoftHsm) => void): void {
  const missing = whatIsMissing();
  if (missing === undefined) return void describe(name, () => tests(prepare()));
  if (!process.env.CI) return void describe.skip(`${name} (needs ${missing})`, () => it("runs", () => {}));
  describe(name, () => {
    it("finds what it needs", () => {
      throw new Error(`needs ${missing}`);
    });
  });
}

function whatIsMissing(): string | undefined {
  if (module === undefined) return "SoftHSM: apt-get install softhsm2";
  try {
    createRequire(import.meta.url)("pkcs11js");
    return undefined;
  } catch {
    return "the compiled pkcs11js: pnpm -r build:native";
  }
}

function prepare(): SoftHsm {
  const folder = mkdtempSync(join(tmpdir(), "countersign-softhsm-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "tokens"));
  writeFileSync(
    join(folder, "softhsm2.conf"),
    `directories.tokendir = ${join(folder, "tokens")}\nlog.level = ERROR\n`,
  );
  // SoftHSM reads it when it is initialised, in this process.
  process.env.SOFTHSM2_CONF = join(folder, "softhsm2.conf");
  const pin = "648219";
  const addToken = (label: string) =>
    void run("softhsm2-util", [
      "--init-token",
      "--free",
      "--label",
      label,
      "--pin",
      pin,
      "--so-pin",
      "11223344",
    ]);
  addToken("countersign");
  return { module: module as string, tokenLabel: "countersign", pin, addToken };
}
