import { flag, listOf, path, port, text } from "../../src/config/setting.js";
import type { Program } from "../../src/program.js";

/** The settings of a program that there is not. */
export interface KettleConfig {
  readonly port: number;
  readonly leafFile: string | undefined;
  readonly cups: readonly string[];
  readonly isHot: boolean;
  readonly pin: string | undefined;
  readonly store: string | undefined;
  readonly extraVariable: string | undefined;
}

export const kettle: Program<KettleConfig> = {
  name: "kettle",
  about: "makes tea",
  version: "1.2.3",
  flags: { check: "say what it would make, and end" },
  configFile: "kettle.json",
  variablePrefix: "KETTLE_",
  settings: {
    port: port({ default: 80, about: "where it listens" }),
    leafFile: path({ about: "what it makes tea of" }),
    cups: listOf(text({ about: "who gets some" })),
    isHot: flag({ about: "boils the water before" }),
    pin: text({ about: "lets it pour", isSecret: true }),
    store: text({ about: "where the tea is", variable: "TEA_STORE" }),
    extraVariable: text({ about: "names a variable that says more" }),
  },
  findContradictions({ isHot, leafFile, extraVariable }, add, env) {
    if (isHot && leafFile === undefined) add("isHot needs leafFile.", "isHot", "leafFile");
    if (extraVariable && !env[extraVariable]) add(`${extraVariable} is empty.`, "extraVariable");
  },
};
