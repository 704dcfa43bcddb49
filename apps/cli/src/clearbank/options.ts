import type { Arguments, OptionSpec } from "../command.js";

export const nextOption: OptionSpec = { summary: "the next key, which a rotation made, not the current one" };

export const bitsOption: OptionSpec = {
  value: "N",
  choices: ["2048", "3072", "4096"],
  summary: "the size of a key that is made here; 2048 by default",
};

export function readBits(args: Arguments): 2048 | 3072 | 4096 {
  return Number(args.optional("bits") ?? 2048) as 2048 | 3072 | 4096;
}

export const clearBankKeyOption: OptionSpec = {
  value: "FILE",
  isList: true,
  summary: "ClearBank's public key, from Webhook Management in the portal; several while it changes",
};
