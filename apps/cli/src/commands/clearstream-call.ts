import { readCallHeaders } from "../clearstream/call-headers.js";
import { callOnce, type RawAnswer } from "../clearstream/call-once.js";
import { openCredentials } from "../clearstream/open-credentials.js";
import {
  atMostOneSecret,
  credentialsOption,
  environmentOptions,
  exactlyOneCaller,
  fileOptions,
  passwordOptions,
  readBase,
  readEnvironment,
} from "../clearstream/options.js";
import type { Arguments, Command } from "../command.js";
import { UsageError } from "../errors.js";
import type { Io } from "../io.js";
import { readRequiredSecret } from "../options.js";

const methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"];

export const clearstreamCall: Command = {
  name: "clearstream call",
  summary: "call an API once, with a token of its scope, and print what it answers",
  operands: ["METHOD", "PATH"],
  options: {
    credentials: credentialsOption,
    scope: {
      value: "SCOPE",
      isList: true,
      isRequired: true,
      summary: "a scope that the API needs; allow is added",
    },
    ...environmentOptions,
    ...passwordOptions,
    data: { value: "TEXT", summary: "the body; JSON, unless --header has another Content-Type" },
    "data-file": { value: "FILE", summary: "the file with the body" },
    header: { value: "NAME: VALUE", isList: true, summary: "a header of the request" },
    ...fileOptions,
  },
  exactlyOne: exactlyOneCaller,
  atMostOne: [["data", "data-file"], ...atMostOneSecret],
  notes:
    "The answer's body is printed as it came. Exit code 1: the status is not 2xx, or a web page came in place of an answer; why, is on standard error. No call is sent twice.",
  example:
    "countersign clearstream call GET /playground/v1/info --scope ocapi-playground-v1 --credentials keystores --environment pre-production --password-env CLEARSTREAM_PASSWORD",
  async run(args, io) {
    const [method, path] = readTarget(args);
    const environment = readEnvironment(args);
    const headers = readCallHeaders(args.list("header"));
    const body = await readBody(args, method, io);
    if (body !== undefined && !headers.has("content-type")) headers.set("content-type", "application/json");
    const password = await readRequiredSecret(args, io, "password");
    const { credentials } = await openCredentials(args.text("credentials"), args, io);
    const url = resolve(await readBase(environment), path);
    const answer = await callOnce(
      { environment, credentials, password, scope: args.list("scope"), method, url, headers, body },
      io,
    );
    return conclude(answer);
  },
};

function readTarget({ operands }: Arguments): readonly [method: string, path: string] {
  const [method = "", path = ""] = operands;
  if (!methods.includes(method.toUpperCase()))
    throw new UsageError(`METHOD is one of ${methods.join(", ")}.`);
  if (!path.startsWith("/")) throw new UsageError("PATH begins with /: the host is that of the environment.");
  return [method.toUpperCase(), path];
}

/** What is put behind the host leads to no other, whatever it looks like. */
function resolve(base: URL, path: string): URL {
  return new URL(base.href.replace(/\/$/, "") + path);
}

async function readBody(args: Arguments, method: string, io: Io): Promise<Uint8Array | undefined> {
  const [text, file] = [args.optional("data"), args.optional("data-file")];
  if (text === undefined && file === undefined) return undefined;
  if (method === "GET" || method === "HEAD") throw new UsageError(`A ${method} has no body.`);
  return file === undefined ? Buffer.from(text ?? "") : await io.read(file);
}

function conclude({ status, headers, body, problem }: RawAnswer) {
  const text = Buffer.from(body).toString("utf8");
  const isText = Buffer.from(text).equals(body);
  const answer = {
    status,
    headers,
    ...(isText ? { body: text } : { bodyBase64: Buffer.from(body).toString("base64") }),
  };
  if (problem === undefined) return { text: isText ? text : body, json: answer };
  return {
    exitCode: 1,
    text: isText ? text : body,
    json: { code: "ERR_CLEARSTREAM_CALL", message: problem, ...answer },
    warnings: [problem],
  };
}
