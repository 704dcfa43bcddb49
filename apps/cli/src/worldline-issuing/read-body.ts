import type { Arguments } from "../command.js";
import { CliError } from "../errors.js";
import type { Io } from "../io.js";
import { parseWireJson } from "./wire-json.js";

/** The body that --body names, of which no digit is lost. */
export async function readBody(args: Arguments, io: Io): Promise<object> {
  const file = args.text("body");
  const text = Buffer.from(await io.read(file)).toString("utf8");
  const name = file === "-" ? "standard input" : file;
  const body = parse(text.replace(/^\uFEFF/, ""), name);
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body;
  throw new CliError("ERR_BODY_MALFORMED", `${name}: The body must be a JSON object: { ... }.`);
}

function parse(text: string, name: string): unknown {
  try {
    return parseWireJson(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new CliError("ERR_BODY_MALFORMED", `${name}: ${cause.message}`, { cause });
  }
}
