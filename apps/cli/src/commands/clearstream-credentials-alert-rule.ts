import type { Command } from "../command.js";
import { forceOption, outOption } from "../options.js";
import { writeText } from "../write-text.js";

export const clearstreamCredentialsAlertRule: Command = {
  name: "clearstream credentials alert-rule",
  summary: "write rules for Prometheus that tell when a certificate's end comes nearer",
  operands: [],
  options: { out: outOption, force: forceOption },
  notes: "They read the metric that the mTLS proxy of this repository gives.",
  example: "countersign clearstream credentials alert-rule --out clearstream-alerts.yml",
  async run(args, io) {
    const { prometheusAlertRule } = await import("@countersign/clearstream");
    return await writeText(args, io, prometheusAlertRule(), "rules");
  },
};
