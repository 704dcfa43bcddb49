import { openCredentials } from "../clearstream/open-credentials.js";
import { atMostOneSecret, fileOptions } from "../clearstream/options.js";
import type { Command } from "../command.js";
import { forceOption, outOption } from "../options.js";
import { writeText } from "../write-text.js";

export const clearstreamCredentialsCalendar: Command = {
  name: "clearstream credentials calendar",
  summary: "write the certificates' ends, with reminders before them, as a calendar file (.ics)",
  operands: ["DIR"],
  options: { out: outOption, ...fileOptions, force: forceOption },
  atMostOne: atMostOneSecret,
  notes: "A calendar that has an older one takes the new ends from it: its entries keep their ids.",
  example: "countersign clearstream credentials calendar keystores --out clearstream.ics",
  async run(args, io) {
    const { expiryCalendar } = await import("@countersign/clearstream");
    const [folder = ""] = args.operands;
    const { credentials } = await openCredentials(folder, args, io);
    return await writeText(args, io, expiryCalendar(credentials, io.now()), "calendar");
  },
};
