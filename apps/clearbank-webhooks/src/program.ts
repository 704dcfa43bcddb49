import { type Program, readVersion } from "@countersign/service";
import { findContradictions } from "./config/contradictions.js";
import { type Config, settings } from "./config/settings.js";

/** The program, as its command line and its settings have it. */
export const program: Program<Config> = {
  name: "clearbank-webhooks",
  about: "verifies, keeps and acknowledges ClearBank's webhooks",
  version: readVersion(import.meta.url),
  flags: {
    check: "read the settings, load the keys, open the store, say what would run, and end",
    replay: "have all dead letters forwarded again, and end; with SQLite, while the service is stopped",
  },
  configFile: "clearbank-webhooks.json",
  variablePrefix: "COUNTERSIGN_",
  settings,
  findContradictions,
};
