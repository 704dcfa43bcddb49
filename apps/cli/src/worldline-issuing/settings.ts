import type { IssuingEndpoints, WorldlineIssuingClientSettings } from "@countersign/worldline/issuing";
import { readAuthorities } from "../authorities.js";
import type { Arguments, OptionSpec } from "../command.js";
import { UsageError } from "../errors.js";
import type { Io } from "../io.js";
import { caOption, readRequiredSecret, secretNames, secretOptions } from "../options.js";

export const issuerOption: OptionSpec = { value: "ID", isRequired: true, summary: "the issuer's id" };

/** Where the API is, and who calls. */
export const settingsOptions: Readonly<Record<string, OptionSpec>> = {
  "client-id": { value: "ID", isRequired: true, summary: "the id that tokens are asked for with" },
  ...secretOptions("secret", "the client"),
  environment: { value: "NAME", choices: ["sandbox"], summary: "the sandbox that Worldline publishes" },
  api: { value: "URL", summary: "another address, such as https://HOST/card-issuing/api/v2" },
  "token-url": { value: "URL", summary: "the address of the tokens for --api" },
  ca: caOption,
  "correlation-id": { value: "ID", summary: "the WL-Correlation-ID; another one each time by default" },
  origin: { value: "TEXT", summary: "the WL-Origin: the system that the call comes from" },
  username: { value: "TEXT", summary: "the WL-Username: who caused it" },
};

export const exactlyOneSetting: readonly (readonly string[])[] = [
  ["environment", "api"],
  secretNames("secret"),
];

export async function readSettings(args: Arguments, io: Io): Promise<WorldlineIssuingClientSettings> {
  const environment = readEndpoints(args);
  const clientSecret = await readRequiredSecret(args, io, "secret");
  const ca = await readAuthorities(args, io);
  return {
    environment,
    // The searches over several issuers name them in the body.
    issuerId: args.optional("issuer") ?? "",
    clientId: args.text("client-id"),
    clientSecret,
    ...(ca !== undefined && { ca }),
  };
}

function readEndpoints(args: Arguments): "sandbox" | IssuingEndpoints {
  const tokenUrl = args.optional("token-url");
  if (args.optional("environment") !== undefined) {
    if (tokenUrl === undefined) return "sandbox";
    throw new UsageError("--token-url goes with --api only: the sandbox's is known.");
  }
  const api = readUrl("api", args.text("api"));
  if (tokenUrl === undefined) throw new UsageError("--token-url URL is missing, which goes with --api.");
  return { api, token: readUrl("token-url", tokenUrl) };
}

/** What is given is not repeated: a URL may hold a password. */
function readUrl(name: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "https:" && !url.username && !url.password && !url.search && !url.hash) return url;
  throw new UsageError(`--${name} begins with https://, and has no user name, password, query or fragment.`);
}
