import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ConfigSources, readConfig } from "../../../src/config/read-config.js";
import { temporaryFolder } from "../../../src/testing/folder.js";
import { problemsOf } from "../../../src/testing/settings.js";
import { kettle } from "../../support/kettle.js";

/** Reads a file with these members, an environment and options. */
function read(members: unknown, env: ConfigSources["env"] = {}, options: ConfigSources["options"] = {}) {
  const text = typeof members === "string" ? members : JSON.stringify(members);
  const cwd = temporaryFolder({ "kettle.json": text });
  return { cwd, config: () => readConfig(kettle, { cwd, env, options }) };
}

describe("readConfig", () => {
  it("needs nothing, and fills in the defaults", () => {
    expect(readConfig(kettle, { cwd: temporaryFolder(), env: {} })).toEqual({
      port: 80,
      leafFile: undefined,
      cups: [],
      isHot: false,
      pin: undefined,
      store: undefined,
      extraVariable: undefined,
    });
  });

  it("takes options before the environment, and that before the file", () => {
    const { config } = read(
      { port: 1, store: "shed", cups: ["file"] },
      { KETTLE_PORT: "2", KETTLE_CUPS: "a, b", TEA_STORE: "", OTHER_PORT: "another program's" },
      { port: "3", "is-hot": false },
    );
    expect(config()).toMatchObject({ port: 3, isHot: false, cups: ["a", "b"], store: "shed" });
  });

  it("resolves paths in a file from the file's folder, and all others from the working directory", () => {
    const elsewhere = temporaryFolder({ "settings.json": JSON.stringify({ leafFile: "leaf" }) });
    const cwd = temporaryFolder();
    const leaf = (env: ConfigSources["env"], options: ConfigSources["options"]) =>
      readConfig(kettle, { cwd, env, options: { config: join(elsewhere, "settings.json"), ...options } })
        .leafFile;
    expect(leaf({}, {})).toBe(join(elsewhere, "leaf"));
    expect(leaf({ KETTLE_LEAF_FILE: "leaf" }, {})).toBe(join(cwd, "leaf"));
    expect(leaf({}, { "leaf-file": "leaf" })).toBe(join(cwd, "leaf"));
  });

  it("needs the file that was named", () => {
    const cwd = temporaryFolder();
    const missing = () => readConfig(kettle, { cwd, env: {}, options: { config: "settings.json" } });
    expect(problemsOf(missing)).toEqual([`--config: ${join(cwd, "settings.json")} cannot be read (ENOENT).`]);
  });

  it("names every setting that is wrong at once, as it was given", () => {
    const { config } = read(
      { leafFile: 7, cups: "a,,b", isHot: true, prot: 1 },
      { KETTLE_PORT: "http", KETTLE_STORE: "another name has it" },
      { "extra-variable": "KETTLE_EXTRA" },
    );
    expect(problemsOf(config)).toEqual([
      "prot is not the name of a setting; --help lists them.",
      "KETTLE_STORE is not the name of a setting; --help lists them.",
      "KETTLE_PORT must be a port number from 0 to 65535.",
      "leafFile must be text.",
      "cups must be text.",
      // That isHot needs leafFile nobody can tell before leafFile is right.
      "KETTLE_EXTRA is empty.",
    ]);
    expect(problemsOf(read({}, {}, { port: "x", "is-hot": true }).config)).toEqual([
      "--port must be a port number from 0 to 65535.",
      "isHot needs leafFile.",
    ]);
  });

  it("knows a variable that a setting names", () => {
    const { config } = read({ extraVariable: "KETTLE_EXTRA" }, { KETTLE_EXTRA: "more" });
    expect(config()).toMatchObject({ extraVariable: "KETTLE_EXTRA" });
  });

  it("takes a secret from the environment or a file of its own, not from the settings", () => {
    expect(problemsOf(read({ pin: "hunter2" }).config)).toEqual([
      "pin is a secret: give it as KETTLE_PIN, or in a file that KETTLE_PIN_FILE names.",
    ]);
    expect(read({}, { KETTLE_PIN: "hunter2" }).config()).toMatchObject({ pin: "hunter2" });
    const secrets = temporaryFolder({ secret: "hunter2\n", empty: "\n" });
    const inFile = { KETTLE_PIN_FILE: join(secrets, "secret") };
    expect(read({}, inFile).config()).toMatchObject({ pin: "hunter2" });
    expect(read({}, { ...inFile, KETTLE_PIN: "first" }).config()).toMatchObject({ pin: "first" });
    const missing = { KETTLE_PIN_FILE: join(secrets, "missing") };
    expect(problemsOf(read({}, missing).config)).toEqual([
      `KETTLE_PIN_FILE: ${join(secrets, "missing")} cannot be read (ENOENT).`,
    ]);
    const empty = { KETTLE_PIN_FILE: join(secrets, "empty") };
    expect(problemsOf(read({}, empty).config)).toEqual(["What KETTLE_PIN_FILE names must be text."]);
    expect(problemsOf(read({}, { KETTLE_PORT_FILE: "port" }).config)).toEqual([
      "KETTLE_PORT_FILE is not the name of a setting; --help lists them.",
    ]);
  });

  it.each(["[]", "null", '"hunter2"', "hunter2"])(
    "refuses a file that holds %s, without quoting it",
    (text) => {
      const problems = problemsOf(read(text).config);
      expect(problems[0]).toMatch(/kettle\.json (must hold one JSON object|is not JSON)/);
      expect(problems.join()).not.toContain("hunter2");
    },
  );
});
