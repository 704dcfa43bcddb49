import { mt599Notes, mt599Options, writeMt599 } from "../clearstream/mt599-request.js";
import type { Command } from "../command.js";

export const clearstreamMt599Link: Command = {
  name: "clearstream mt599 link",
  summary: "write the MT599 that asks for more API resources, for an organisation unit that has the service",
  operands: [],
  options: mt599Options,
  notes: mt599Notes,
  example:
    'countersign clearstream mt599 link --ou 12345 --api "CmaX" --name "Ann Other" --email ann@example.com --phone 00123456789 --reference API2 --out mt599.txt',
  async run(args, io) {
    const { buildMt599LinkMessage } = await import("@countersign/clearstream");
    return await writeMt599(buildMt599LinkMessage, args, io);
  },
};
