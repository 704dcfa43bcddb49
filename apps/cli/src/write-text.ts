import type { Arguments, Outcome } from "./command.js";
import { UsageError } from "./errors.js";
import type { Io } from "./io.js";

/** Writes text that is no secret to the file that --out names; - is standard output. */
export async function writeText(
  args: Arguments,
  io: Io,
  text: string,
  what: string,
  facts: Readonly<Record<string, unknown>> = {},
): Promise<Outcome> {
  const file = args.text("out");
  if (file === "-") {
    if (args.flag("json")) throw new UsageError("--json and --out - both write to standard output.");
    return { text, json: {} };
  }
  await io.write(file, text, { force: args.flag("force") });
  return { text: `Wrote the ${what} ${file}.`, json: { file, ...facts } };
}
