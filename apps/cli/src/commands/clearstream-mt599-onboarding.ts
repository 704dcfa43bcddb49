import { mt599Notes, mt599Options, writeMt599 } from "../clearstream/mt599-request.js";
import type { Command } from "../command.js";

export const clearstreamMt599Onboarding: Command = {
  name: "clearstream mt599 onboarding",
  summary: "write the MT599 that asks for the API service, and for API resources, for an organisation unit",
  operands: [],
  options: mt599Options,
  notes: mt599Notes,
  example:
    'countersign clearstream mt599 onboarding --ou 12345 --name "Ann Other" --email ann@example.com --phone 00123456789 --reference API1 --out mt599.txt',
  async run(args, io) {
    const { buildMt599OnboardingMessage } = await import("@countersign/clearstream");
    return await writeMt599(buildMt599OnboardingMessage, args, io);
  },
};
