import { checkKey } from "../clearbank/check-key.js";
import { checkToken } from "../clearbank/check-token.js";
import { type Check, failed, ok, showCheck, skipped, type Tell } from "../clearbank/diagnosis.js";
import { readDoctorPlan } from "../clearbank/doctor-plan.js";
import type { Finding, FindingCode } from "../clearbank/finding.js";
import { clearBankKeyOption, nextOption } from "../clearbank/options.js";
import { chooseKey, keyFiles, type ProfileKey, readProfile } from "../clearbank/profile.js";
import { retryReasons } from "../clearbank/retry-reasons.js";
import { signerOption, withSigner } from "../clearbank/signer-module.js";
import type { Arguments, Command, Outcome } from "../command.js";
import type { Io } from "../io.js";
import { caOption, readRequiredSecret, secretNames, secretOptions } from "../options.js";
import { listenOptions } from "../webhooks/listen-options.js";

export const clearbankDoctor: Command = {
  name: "clearbank doctor",
  summary:
    "try token, key, both Test endpoints and a webhook's round trip, and tell what to do about what fails",
  operands: [],
  options: {
    profile: { value: "DIR", summary: 'the folder that "clearbank profile new" made' },
    "retry-reason": {
      value: "REASON",
      choices: Object.keys(retryReasons),
      summary: "only tell what this x-retry-reason of a webhook means",
    },
    next: nextOption,
    ...secretOptions("token", "the API"),
    ...secretOptions("passphrase", "the key"),
    signer: signerOption,
    "base-url": { value: "URL", summary: "another address than that of the profile's environment" },
    ca: caOption,
    "webhook-url": {
      value: "URL",
      summary: "a listener of yours: is it there, and does it refuse what ClearBank did not sign?",
    },
    listen: {
      value: "PORT",
      summary: "wait here for the FITestEvent of the POST, where the portal's URL leads to; 0 for any port",
    },
    "public-key": clearBankKeyOption,
    ...listenOptions,
    wait: { value: "SECONDS", summary: "how long to wait for it; 30 by default" },
  },
  exactlyOne: [["profile", "retry-reason"]],
  atMostOne: [secretNames("token"), secretNames("passphrase")],
  notes:
    "Exit code 0: everything that was tried works; 1: something does not. What could not be tried is no failure of its own.",
  example: "countersign clearbank doctor --profile profile --token-env CLEARBANK_TOKEN",
  async run(args, io) {
    const reason = args.optional("retry-reason");
    if (reason !== undefined) return explainReason(reason);
    const checks: Check[] = [];
    await examine(args, io, (check) => {
      checks.push(check);
      showCheck(check, io);
    });
    const bad = checks.filter(({ result }) => result === "failed");
    if (bad.length === 0) return { text: "Everything that was tried works.", json: { checks } };
    const message = `${bad.map(({ check }) => check).join(", ")}: ${bad.length === 1 ? "this fails" : "these fail"}.`;
    return { exitCode: 1, text: message, json: { code: "ERR_CLEARBANK_DOCTOR", message, checks } };
  },
};

async function examine(args: Arguments, io: Io, tell: Tell): Promise<void> {
  const folder = args.text("profile");
  const profile = await readProfile(folder, io);
  const key = chooseKey(profile, args.flag("next"));
  const token = await readRequiredSecret(args, io, "token");
  const plan = await readDoctorPlan(args, io, profile);

  tell(checkToken(token, key, io.now()));
  const report = await checkKey(args, io, { folder, profile, key });
  const findings = report.findings.filter(({ code }) => !code.startsWith("token-"));
  tell(describeKey(key, findings));
  const isTokenSendable = /^[\x21-\x7e]+$/.test(token);
  if (isTokenSendable && !findings.some(({ code }) => unusable.has(code))) {
    const file = key.isInFile ? keyFiles(folder, key).key : undefined;
    const { examineCalls } = await import("../clearbank/examine-calls.js");
    await withSigner(args, io, file, (signer) =>
      examineCalls({ ...plan, token, signer, profile, key }, io, tell),
    );
  } else {
    tell(skipped("get-test", `first the ${isTokenSendable ? "key" : "token"} has to be right.`));
  }
  if (plan.webhookUrl) {
    const { checkListener } = await import("../clearbank/check-listener.js");
    tell(await checkListener(plan.webhookUrl, plan.ca));
  }
}

/** With these there is nothing to sign with. */
const unusable: ReadonlySet<FindingCode> = new Set([
  "key-missing",
  "key-encrypted",
  "key-passphrase",
  "key-unreadable",
  "key-type",
  "key-size",
  "key-in-file",
]);

function describeKey({ name }: ProfileKey, findings: readonly Finding[]): Check {
  if (findings.length === 0) return ok("key", `${name} belongs to its certificate request, and signs.`);
  return failed(
    "key",
    findings.map(({ message }) => message).join(" "),
    findings.map(({ remedy }) => remedy),
  );
}

function explainReason(reason: string): Outcome {
  const { meaning, remedies } = retryReasons[reason] ?? { meaning: "", remedies: [] };
  const fixes = remedies.map((remedy) => `  fix: ${remedy}\n`).join("");
  return { text: `${reason}: ${meaning}\n${fixes}`, json: { reason, meaning, remedies } };
}
