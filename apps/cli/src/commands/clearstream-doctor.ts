import type { ClearstreamClient } from "@countersign/clearstream";
import type { CheckedCalls } from "../clearstream/check-calls.js";
import { checkFiles } from "../clearstream/check-files.js";
import { type CredentialFolder, readCredentialFolder } from "../clearstream/credential-folder.js";
import { hideSecrets } from "../clearstream/hide-secrets.js";
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
import type { Diagnosed } from "../clearstream/support-bundle.js";
import type { Arguments, Command, Outcome } from "../command.js";
import { type Diagnosis, notTried, startDiagnosis } from "../doctor/step.js";
import { CliError, UsageError } from "../errors.js";
import type { Io } from "../io.js";
import { forceOption, readRequiredSecret } from "../options.js";

export const clearstreamDoctor: Command = {
  name: "clearstream doctor",
  summary: "try files, connection, tokens, the playground and an API, and tell what to do about what fails",
  operands: [],
  options: {
    credentials: credentialsOption,
    ...environmentOptions,
    ...passwordOptions,
    path: { value: "PATH", summary: "the API asked for, from / on; it is tried with GET" },
    scope: { value: "SCOPE", isList: true, summary: "a scope that it needs; a token is tried with each" },
    bundle: { value: "FILE", summary: "write what Clearstream's support asks for, as an HTTP Archive" },
    ...fileOptions,
    force: { ...forceOption, summary: "replace the bundle's file if it exists" },
  },
  exactlyOne: exactlyOneCaller,
  atMostOne: atMostOneSecret,
  notes:
    "Exit code 0: everything that was tried works; 1: something does not. What is unknown is no failure: it could not be tried, or only an administrator of your organisation unit sees it in the portal.\nThe bundle has requests and answers without passwords, tokens and keys. What an API answers may be confidential all the same: look it through before you send it.",
  example:
    "countersign clearstream doctor --credentials keystores --environment pre-production --password-env CLEARSTREAM_PASSWORD --bundle support.har",
  async run(args, io) {
    const plan = await readPlan(args, io);
    const secrets = new Set([
      plan.password,
      ...(plan.files.passphrase === undefined ? [] : [plan.files.passphrase]),
    ]);
    const diagnosis = startDiagnosis(io, (text) => hideSecrets(text, secrets));
    const diagnosed = await diagnose(plan, secrets, diagnosis, io);
    const { bundle } = plan;
    if (bundle !== undefined) {
      const { supportBundle } = await import("../clearstream/support-bundle.js");
      await io.write(bundle, supportBundle(diagnosed, secrets), {
        isPrivate: true,
        force: args.flag("force"),
      });
    }
    return conclude(diagnosis, bundle);
  },
};

interface Plan {
  readonly environment: ReturnType<typeof readEnvironment>;
  readonly base: URL;
  readonly files: CredentialFolder;
  readonly password: string;
  readonly path: string | undefined;
  readonly scopes: readonly string[];
  readonly bundle: string | undefined;
}

async function readPlan(args: Arguments, io: Io): Promise<Plan> {
  const environment = readEnvironment(args);
  const [path, scopes, bundle] = [args.optional("path"), args.list("scope"), args.optional("bundle")];
  if (path !== undefined && (!path.startsWith("/") || scopes.length === 0)) {
    throw new UsageError("--path begins with /, and goes with --scope.");
  }
  if (bundle !== undefined && !args.flag("force") && (await io.exists(bundle))) {
    throw new CliError(
      "ERR_FILE_EXISTS",
      `${bundle}: exists already; give another name, or --force to replace it.`,
    );
  }
  const password = await readRequiredSecret(args, io, "password");
  const files = await readCredentialFolder(args.text("credentials"), args, io);
  return { environment, base: await readBase(environment), files, password, path, scopes, bundle };
}

/** @param secrets gets the tokens that come. */
async function diagnose(
  { environment, base, files, password, path, scopes }: Plan,
  secrets: Set<string>,
  { steps, tell }: Diagnosis,
  io: Io,
): Promise<Diagnosed> {
  const { createRecorder } = await import("@countersign/auth");
  const { clearstreamScopes, createClearstreamClient } = await import("@countersign/clearstream");
  const { askAdministrator } = await import("../clearstream/ask-administrator.js");
  const { checkCalls } = await import("../clearstream/check-calls.js");
  const { checkConnection } = await import("../clearstream/check-connection.js");
  const { checkCurl } = await import("../clearstream/check-curl.js");
  const recorder = createRecorder();

  const { credentials, ca } = await checkFiles(files, undefined, io, tell);
  const identity = credentials?.identity;
  const { isUsable, probes } = await checkConnection({ base, ca, identity }, io, tell);
  const wanted = [...new Set([clearstreamScopes.playground, ...scopes])];
  let calls: CheckedCalls = { granted: [] };
  if (credentials && isUsable) {
    const client: ClearstreamClient = createClearstreamClient({
      environment,
      credentials,
      password: () => password,
      scope: [clearstreamScopes.playground],
      retry: { limit: 0 },
      observers: [recorder.observer],
      now: () => io.now(),
    });
    const noteToken = ({ value, refreshToken }: { value: string; refreshToken: string | undefined }) => {
      secrets.add(value);
      if (refreshToken !== undefined) secrets.add(refreshToken);
    };
    try {
      calls = await checkCalls(client, { scopes, path }, noteToken, tell);
    } finally {
      await client.close();
    }
  } else {
    const first = credentials ? "the connection" : "what fails above";
    for (const scope of wanted) tell(notTried(`token:${scope}`, first));
    for (const step of ["playground", "api"]) tell(notTried(step, first));
  }
  const { finding, version: curlVersion } = await checkCurl(io);
  tell(finding);
  askAdministrator(calls, { scopes, path }, tell);
  const certificate = identity?.certificate;
  return { steps, base, files, certificate, probes, recorder, curlVersion, now: io.now() };
}

function conclude({ steps }: Diagnosis, bundle: string | undefined): Outcome {
  const bad = steps.filter(({ result }) => result === "failed");
  const [first] = bad;
  const written =
    bundle === undefined
      ? ""
      : `\nWrote ${bundle}, for Clearstream's support: look it through before you send it.`;
  const json = { steps, ...(bundle !== undefined && { bundle }) };
  if (first === undefined) return { text: `Everything that was tried works.${written}`, json };
  const message = `${bad.length === 1 ? "This fails" : "These fail"}: ${bad.map(({ step }) => step).join(", ")}. Begin with ${first.step}.`;
  return { exitCode: 1, text: message + written, json: { code: "ERR_CLEARSTREAM_DOCTOR", message, ...json } };
}
