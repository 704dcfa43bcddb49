import { type IssuingOperation, WorldlineIssuingError } from "@countersign/worldline/issuing";
import type { Arguments, Command, OptionSpec, Outcome } from "../command.js";
import type { Io } from "../io.js";
import { readInteger } from "../options.js";
import { type Answer, callOperation } from "./call-operation.js";
import { describeList, describeObject } from "./describe-data.js";
import { hasIssuer, nameOptions, readNames, thingsOf } from "./names.js";
import { optionName } from "./option-name.js";
import { queryOptions, readQuery } from "./query.js";
import { readBody } from "./read-body.js";
import { exactlyOneSetting, issuerOption, readSettings, settingsOptions } from "./settings.js";
import { writeWireJson } from "./wire-json.js";

/** The command of one operation. */
export function operationCommand(resource: string, name: string, operation: IssuingOperation): Command {
  const options = optionsOf(operation);
  const things = thingsOf(operation);
  const alternatives = things.filter((names) => names.length > 1);
  const exactlyOne = [...alternatives.map((names) => names.map(optionName)), ...exactlyOneSetting];
  const command = `worldline issuing ${optionName(resource)} ${optionName(name)}`;
  return {
    name: command,
    summary: summaryOf(operation),
    operands: [],
    options,
    exactlyOne,
    notes: notesOf(operation),
    example: exampleOf(command, options, exactlyOne),
    factsOf: (error) => (error instanceof WorldlineIssuingError ? refusalFacts(error) : {}),
    async run(args, io) {
      const limit = readInteger("limit", args.optional("limit") ?? "100", 1, 1_000_000);
      const methodArguments = [
        ...(things.length > 0 ? [readNames(operation, args)] : []),
        ...(operation.request === undefined ? [] : [await readBody(args, io)]),
        { ...readQuery(operation, args), ...readIds(args) },
      ];
      const settings = await readSettings(args, io);
      const call = { resource, operation: name, args: methodArguments, limit };
      return conclude(await callOperation(settings, call), operation, limit, io);
    },
  };
}

function optionsOf(operation: IssuingOperation): Record<string, OptionSpec> {
  const { request, response } = operation;
  return {
    ...nameOptions(operation),
    ...(request !== undefined && {
      body: { value: "FILE", isRequired: true, summary: `the ${request}, JSON; - is standard input` },
    }),
    ...queryOptions(operation),
    ...(response.endsWith("[]") && {
      limit: { value: "N", summary: "how many items; 100 by default" },
    }),
    ...(hasIssuer(operation) && { issuer: issuerOption }),
    ...settingsOptions,
  };
}

function summaryOf({ method, paths, isBeta, isDeprecated }: IssuingOperation): string {
  const marks = [isBeta && "beta", isDeprecated && "deprecated"].filter(Boolean);
  return `${method} ${paths[0]}${marks.length > 0 ? ` (${marks.join(", ")})` : ""}`;
}

function notesOf({
  method,
  paths,
  response,
  isIdempotent,
  isPatch,
  isBeta,
  isDeprecated,
}: IssuingOperation): string {
  const [, ...others] = paths;
  return [
    ...others.map((path) => `Or ${method} ${path}`),
    response.endsWith("[]")
      ? `Answers a list: ${response.slice(0, -2)} in each line.`
      : `Answers: ${response}.`,
    ...(isPatch ? ["What the body leaves out stays as it is."] : []),
    ...(isIdempotent ? ["Repeated with the same --correlation-id it is done once."] : []),
    ...(isBeta ? ["Beta: Worldline may still change it."] : []),
    ...(isDeprecated ? ["Deprecated: Worldline has another operation in its place."] : []),
  ].join("\n");
}

/** Values for the example: of an option of that name, or of any that takes such a value. */
const samples: Readonly<Record<string, string>> = {
  issuer: "123456",
  "client-id": "example",
  "secret-env": "ISSUING_SECRET",
  "start-time": "2026-01-01T00:00:00Z",
  DATE: "2026-01-31T23:59:59Z",
  FILE: "body.json",
  ID: "A-1",
};

/** What has to be given, and the first where it is one of several. */
function exampleOf(
  command: string,
  options: Readonly<Record<string, OptionSpec>>,
  exactlyOne: readonly (readonly string[])[],
): string {
  const firsts = exactlyOne.map(([first]) => first);
  const given = Object.entries(options)
    .filter(([name, { isRequired }]) => isRequired || firsts.includes(name))
    .map(([name, { value = "", choices }]) => `--${name} ${choices?.[0] ?? samples[name] ?? samples[value]}`);
  return `countersign ${command} ${given.join(" ")}`;
}

function readIds(args: Arguments): Record<string, string> {
  const ids = { correlationId: "correlation-id", origin: "origin", username: "username" };
  return Object.fromEntries(
    Object.entries(ids).flatMap(([name, option]) => {
      const value = args.optional(option);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function refusalFacts({ statusCode, statusMessage, requestId, correlationId }: WorldlineIssuingError) {
  return { statusCode, statusMessage, correlationId: correlationId ?? requestId };
}

function conclude(
  { data, responseMetadata, hasMore }: Answer,
  { isDeprecated }: IssuingOperation,
  limit: number,
  io: Io,
): Outcome {
  return {
    text: describe(data, responseMetadata.statusMessage, io.columns),
    json: { data, ...(hasMore !== undefined && { hasMore }), responseMetadata },
    writeJson: writeWireJson,
    warnings: [
      ...(hasMore ? [`There are more than ${limit}: --limit says how many are fetched.`] : []),
      ...(isDeprecated ? ["Worldline deprecates this operation."] : []),
    ],
  };
}

function describe(data: unknown, statusMessage: string, columns: number): string {
  if (Array.isArray(data)) return describeList(data, columns);
  if (typeof data === "object" && data !== null) return describeObject(data);
  return statusMessage;
}
