import { type Sandbox, startSandbox } from "@countersign/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pages } from "../support/pages.js";
import { freePort, missingLines, runPage } from "../support/run-page.js";

/** Every page that has something to type is typed, against a sandbox of its own run. */
let sandbox: Sandbox;
const runnable = pages.filter(({ blocks }) => blocks.some(({ language }) => language === "sh"));

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

/** The ports of the pages, and those of this sandbox. */
async function ports(): Promise<Record<string, string>> {
  const urls: Readonly<Record<string, string>> = { ...sandbox.urls };
  const institutions = {
    control: 4600,
    clearbank: 4601,
    clearstream: 4602,
    worldline: 4603,
    worldlineIssuing: 4604,
  };
  const known = Object.entries(institutions).map(([name, port]) => [
    port,
    urls[name]?.split(":").at(-1) ?? "",
  ]);
  return { ...Object.fromEntries(known), 4610: await freePort(), 4611: await freePort() };
}

describe("the pages", () => {
  it("have all four integrations, each with something to type", () => {
    const names = runnable.map(({ name }) => name).filter((name) => name.startsWith("start/"));
    expect(names).toEqual([
      "start/clearbank",
      "start/clearstream",
      "start/worldline-issuing",
      "start/worldline-open-banking",
    ]);
  });

  it.each(runnable.map((page) => ({ page, name: page.name })))(
    "$name does what it says",
    async ({ page }) => {
      const run = await runPage(page, await ports());
      expect(run.exitCode, run.output).toBe(0);
      expect(run.blocks).toHaveLength(page.blocks.filter(({ language }) => language === "sh").length);
      for (const { line, output, shown } of run.blocks) {
        expect(missingLines(shown, output), `${page.name}.md:${line}: ${output}`).toEqual([]);
      }
    },
  );
});
