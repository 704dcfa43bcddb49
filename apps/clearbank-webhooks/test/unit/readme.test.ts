import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "@countersign/service";
import { columnOf, expectSettingsIn, temporaryFolder } from "@countersign/service/testing";
import { describe, expect, it } from "vitest";
import { createMetrics } from "../../src/metrics.js";
import { program } from "../../src/program.js";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

describe("the README", () => {
  it("starts with settings that work", () => {
    const example = /<<'END'\n(.*?)\nEND\n/s.exec(readme)?.[1] ?? "";
    const cwd = temporaryFolder({ "clearbank-webhooks.json": example });
    expect(readConfig(program, { cwd, env: {} })).toMatchObject({
      environment: "simulation",
      keyFile: join(cwd, "private.key"),
      forwardUrl: new URL("http://localhost:3000/clearbank"),
    });
  });

  it("has each setting with its variable and default, and no other", () => {
    expectSettingsIn(readme, program);
  });

  it("has each metric of the service, and no other", async () => {
    const now = () => new Date();
    const metrics = createMetrics({ certificates: { tls: now() }, token: now() }, now);
    const text = await metrics.render(undefined);
    const names = [...text.matchAll(/^# TYPE (clearbank_webhooks_\w+)/gm)].map(([, name]) => name);
    const described = columnOf(readme, "Watching it", 1);
    expect(described.map((name) => name.replace(/\{.*/, "")).sort()).toEqual(names.sort());
  });

  it("has each reason of a refusal", async () => {
    const text = await createMetrics({ certificates: {}, token: undefined }, () => new Date()).render(
      undefined,
    );
    const reasons = [...text.matchAll(/refused_total\{reason="([^"]+)"\}/g)].map(([, reason]) => reason);
    expect(columnOf(readme, "Refusals", 1).sort()).toEqual(reasons.sort());
  });
});
