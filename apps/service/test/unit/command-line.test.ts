import { describe, expect, it } from "vitest";
import { helpText, parseCommandLine } from "../../src/command-line.js";
import { problemsOf } from "../../src/testing/settings.js";
import { kettle } from "../support/kettle.js";

describe("the command line", () => {
  it("takes the program's flags and its settings, those of a list several times", () => {
    const args = ["--check", "--config", "a.json", "--leaf-file", "leaf", "--is-hot", "--cups", "a"];
    expect(parseCommandLine(kettle, [...args, "--cups=b"])).toEqual({
      check: true,
      config: "a.json",
      "leaf-file": "leaf",
      "is-hot": true,
      cups: ["a", "b"],
    });
    expect(parseCommandLine(kettle, [])).toEqual({});
  });

  it.each([["--chek"], ["extra"], ["--pin", "hunter2"], ["--pin=hunter2"], ["--port"], ["--check=yes"]])(
    "refuses %s, without a secret that stands there",
    (...args) => {
      const problem = problemsOf(() => parseCommandLine(kettle, args)).join("\n");
      expect(problem).toMatch(/ \(--help lists the options\)$/);
      expect(problem).not.toContain("hunter2");
    },
  );
});

it("explains itself and every setting, with its names and its default", () => {
  expect(helpText(kettle)).toBe(`kettle: makes tea

  --config FILE       settings, as one JSON object; ./kettle.json by default, where it is there
  --check             say what it would make, and end
  --help, --version

Settings, each with its option, which wins, its variable in the environment, and its name in the file:

  --port, KETTLE_PORT, port (80)
      where it listens.

  --leaf-file, KETTLE_LEAF_FILE, leafFile
      what it makes tea of.

  --cups, KETTLE_CUPS, cups
      who gets some.

  --is-hot, KETTLE_IS_HOT, isHot
      boils the water before.

  KETTLE_PIN
      lets it pour.

  --store, TEA_STORE, store
      where the tea is.

  --extra-variable, KETTLE_EXTRA_VARIABLE, extraVariable
      names a variable that says more.

An option of a list may be given several times; in the environment its items are separated by commas. A secret stands
in the environment only: in its variable, or in a file that the variable with _FILE behind its name names.
`);
});
