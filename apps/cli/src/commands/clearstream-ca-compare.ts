import { readText } from "../authorities.js";
import { describeComparison } from "../clearstream/describe-comparison.js";
import type { Command } from "../command.js";
import { about } from "../errors.js";

export const clearstreamCaCompare: Command = {
  name: "clearstream ca compare",
  summary: "tell which authorities were added to a bundle, and which removed",
  operands: ["OLD_FILE", "NEW_FILE"],
  options: {},
  notes: "Exit code 0: both have the same authorities, in whatever order; 1: they have not.",
  example: "countersign clearstream ca compare server-cert-cacerts.pem new-cacerts.pem",
  async run(args, io) {
    const [before = "", after = ""] = args.operands;
    const { parseCertificates } = await import("@countersign/crypto-core");
    const [old, young] = [await readText(before, io), await readText(after, io)];
    for (const [file, pem] of [
      [before, old],
      [after, young],
    ] as const)
      await about(file, () => parseCertificates(pem));
    const { compareCaBundles } = await import("@countersign/clearstream");
    const comparison = compareCaBundles(old, young);
    if (comparison.isSame) return { text: "Both have the same authorities.", json: { ...comparison } };
    const { added, removed } = comparison;
    const message = `${added.length} added, ${removed.length} removed.`;
    return {
      exitCode: 1,
      text: `${describeComparison(comparison)}${message}`,
      json: { code: "CA_BUNDLE_CHANGED", message, ...comparison },
    };
  },
};
