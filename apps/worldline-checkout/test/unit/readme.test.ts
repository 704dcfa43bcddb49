import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "@countersign/service";
import { expectSettingsIn, temporaryFolder } from "@countersign/service/testing";
import { describe, expect, it } from "vitest";
import { program } from "../../src/program.js";
import { catalogue } from "../../src/shop/catalogue.js";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

describe("the README", () => {
  it("has settings for the test environment that work", () => {
    const example = /<<'END'\n(.*?)\nEND\n/s.exec(readme)?.[1] ?? "";
    const cwd = temporaryFolder({ "worldline-checkout.json": example });
    expect(readConfig(program, { cwd, env: { COUNTERSIGN_NOTIFICATION_TOKEN: "x" } })).toMatchObject({
      acquirer: "rabobank",
      certificateFile: join(cwd, "certificate.pem"),
    });
  });

  it("has each setting with its variable and default, and no other", () => {
    expectSettingsIn(readme, program);
  });

  it("is right about the postcards, whose number is the amount", () => {
    expect(catalogue.find(({ sku }) => sku === "postcard")?.cents).toBe(100);
  });
});
