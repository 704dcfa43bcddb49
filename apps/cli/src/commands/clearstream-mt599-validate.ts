import { readText } from "../authorities.js";
import type { Command } from "../command.js";
import { visible } from "../visible.js";

export const clearstreamMt599Validate: Command = {
  name: "clearstream mt599 validate",
  summary: "tell whether a text is an MT599 to Clearstream that SWIFT carries, with the envelope or without",
  operands: ["FILE"],
  options: {},
  notes: "Exit code 1: it is not; everything that is wrong is named.",
  example: "countersign clearstream mt599 validate mt599.txt",
  async run(args, io) {
    const [file = "-"] = args.operands;
    const { parseMt599, validateMt599 } = await import("@countersign/clearstream");
    const text = await readText(file, io);
    const problems = validateMt599(text);
    const [first] = problems;
    if (first) {
      const lines = problems.map(({ code, message }) => `${code}: ${visible(message)}\n`).join("");
      const { code, message } = first;
      return { exitCode: 1, text: `It is not valid.\n${lines}`, json: { code, message, problems } };
    }
    const message = parseMt599(text);
    const { envelope, reference } = message;
    const blocks = envelope ? `with the envelope, from ${envelope.sender}` : "the fields alone";
    return { text: `It is valid: ${blocks}, reference ${reference}.`, json: { ...message } };
  },
};
