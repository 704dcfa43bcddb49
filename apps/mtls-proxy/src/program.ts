import { type Program, readVersion } from "@countersign/service";
import { findContradictions } from "./config/contradictions.js";
import { type Config, settings } from "./config/settings.js";

/** The program, as its command line and its settings have it. */
export const program: Program<Config> = {
  name: "countersign-mtls-proxy",
  about: "speaks mutual TLS to Clearstream for software that cannot",
  version: readVersion(import.meta.url),
  flags: { check: "read the settings, load the files, say what would run, and end" },
  configFile: "mtls-proxy.json",
  variablePrefix: "COUNTERSIGN_PROXY_",
  settings,
  findContradictions,
};
