import { readFileSync } from "node:fs";
import { parseCommandLine, readConfig } from "@countersign/service";
import { columnOf, expectSettingsIn, temporaryFolder } from "@countersign/service/testing";
import { describe, expect, it } from "vitest";
import { createMetrics } from "../../src/metrics.js";
import { program } from "../../src/program.js";
import { refusalCodes } from "../../src/refusal.js";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

describe("the README", () => {
  it("starts with a command line that works", () => {
    const [, line = ""] = /countersign-mtls-proxy\.js ((?:.|\n)*?)\n```/.exec(readme) ?? [];
    const args = line.replaceAll(/\\\n/g, " ").split(/\s+/).filter(Boolean);
    const options = parseCommandLine(program, args);
    expect(readConfig(program, { cwd: temporaryFolder(), env: {}, options })).toMatchObject({
      upstream: new URL("https://api-t2s-test.clearstream.com"),
      allow: ["/authmanager/oauth2/access_token", "/playground"],
    });
  });

  it("has each setting with its variable and default, and no other", () => {
    expectSettingsIn(readme, program);
  });

  it("has each metric, and no other", async () => {
    const metrics = createMetrics({ certificateExpiries: () => ({}), unusableFiles: () => 0 });
    const text = await metrics.render();
    const names = [...text.matchAll(/^# TYPE ((?:mtls_proxy|countersign)_\w+)/gm)].map(([, name]) => name);
    const described = columnOf(readme, "Watching it", 1).map((name) => name.replace(/\{.*/, ""));
    expect(described.sort()).toEqual(names.sort());
  });

  it("has each answer of the proxy's own", () => {
    expect(columnOf(readme, "Answers of its own", 1)).toEqual(refusalCodes);
  });
});
