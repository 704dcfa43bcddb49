import { type Program, readVersion } from "@countersign/service";
import { findContradictions } from "./config/contradictions.js";
import { type Config, settings } from "./config/settings.js";

/** The program, as its command line and its settings have it. */
export const program: Program<Config> = {
  name: "worldline-checkout",
  about: `a small web shop that takes iDEAL payments

Without settings it starts a sandbox of its own and keeps nothing.`,
  version: readVersion(import.meta.url),
  flags: {},
  configFile: "worldline-checkout.json",
  variablePrefix: "COUNTERSIGN_",
  settings,
  findContradictions,
};
