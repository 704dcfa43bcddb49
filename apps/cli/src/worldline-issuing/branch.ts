import type { Branch } from "../command.js";

/** One command for each operation of the card issuing API. */
export const worldlineIssuing: Branch = {
  name: "worldline issuing",
  summary: "call the card issuing API: resources, and the operations of each",
  async load() {
    const { issuingCommands, issuingHelp } = await import("./operation-commands.js");
    return { commands: issuingCommands, help: issuingHelp };
  },
};
