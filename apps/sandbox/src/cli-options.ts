import { parseArgs } from "node:util";
import type { ListenerName } from "./context.js";
import { errorText, UsageError } from "./errors.js";

export interface CliOptions {
  readonly state?: string;
  readonly seed?: string;
  readonly ports: Record<ListenerName, number>;
  readonly json: boolean;
  readonly stopWithStdin: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

export const helpText = `countersign-sandbox: ClearBank, Clearstream and Worldline, strict, on loopback

  --state DIR            keep state and keys in DIR between runs
  --seed TEXT            draw the same ids, nonces and tokens in every run
  --clearbank-port N     ports to listen on; a free one where none is given
  --clearstream-port N
  --worldline-port N
  --worldline-issuing-port N
  --control-port N
  --json                 say that it is ready in one line of JSON
  --stop-with-stdin      stop when standard input ends
  --help, --version
`;

/** @throws UsageError */
export function parseCliOptions(args: readonly string[]): CliOptions {
  const { values } = parse(args);
  if (values.state === "") throw new UsageError("--state needs the name of a folder");
  return {
    ...(values.state !== undefined && { state: values.state }),
    ...(values.seed !== undefined && { seed: values.seed }),
    ports: {
      clearbank: port("clearbank-port", values["clearbank-port"]),
      clearstream: port("clearstream-port", values["clearstream-port"]),
      worldline: port("worldline-port", values["worldline-port"]),
      worldlineIssuing: port("worldline-issuing-port", values["worldline-issuing-port"]),
      control: port("control-port", values["control-port"]),
    },
    json: values.json,
    stopWithStdin: values["stop-with-stdin"],
    help: values.help,
    version: values.version,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        state: { type: "string" },
        seed: { type: "string" },
        "clearbank-port": { type: "string", default: "0" },
        "clearstream-port": { type: "string", default: "0" },
        "worldline-port": { type: "string", default: "0" },
        "worldline-issuing-port": { type: "string", default: "0" },
        "control-port": { type: "string", default: "0" },
        json: { type: "boolean", default: false },
        "stop-with-stdin": { type: "boolean", default: false },
        help: { type: "boolean", default: false },
        version: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new UsageError(`${errorText(error)} (--help lists the options)`);
  }
}

function port(option: string, text: string): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (value <= 65535) return value;
  throw new UsageError(`--${option} needs a port number from 0 to 65535, got "${text}"`);
}
