import { encodeBase64, sha256Stream } from "@countersign/crypto-core";
import type { Command } from "../command.js";

export const digest: Command = {
  name: "digest",
  summary: "print the value of the Digest header for a body",
  operands: ["FILE"],
  options: {},
  notes: "The file is read piece by piece: it may be larger than memory.",
  example: "countersign digest body.json",
  async run(args, io) {
    const [file = "-"] = args.operands;
    const hash = await sha256Stream(io.stream(file));
    const value = `SHA-256=${encodeBase64(hash)}`;
    return { text: value, json: { digest: value, sha256: Buffer.from(hash).toString("hex") } };
  },
};
