import { checkKey, type KeyReport } from "../clearbank/check-key.js";
import { describeFindings } from "../clearbank/finding.js";
import { nextOption } from "../clearbank/options.js";
import { chooseKey, type Profile, readProfile, type TokenDates } from "../clearbank/profile.js";
import { signerOption } from "../clearbank/signer-module.js";
import { daysLeft, renewalDays } from "../clearbank/token-dates.js";
import type { Command } from "../command.js";
import { secretNames, secretOptions } from "../options.js";
import { visible } from "../visible.js";

export const clearbankProfileCheck: Command = {
  name: "clearbank profile check",
  summary:
    "tell whether key, certificate request and signer of a profile belong together, and how old its token is",
  operands: ["DIR"],
  options: {
    next: nextOption,
    ...secretOptions("passphrase", "the key"),
    signer: signerOption,
  },
  atMostOne: [secretNames("passphrase")],
  notes: `Exit code 1: something is not as it should be; each finding comes with its remedy. A token that ends within ${renewalDays} days is one. Nothing is sent: "clearbank doctor" asks ClearBank.`,
  example: "countersign clearbank profile check profile",
  async run(args, io) {
    const [folder = ""] = args.operands;
    const profile = await readProfile(folder, io);
    const key = chooseKey(profile, args.flag("next"));
    const report = await checkKey(args, io, { folder, profile, key });
    const { findings } = report;
    const text = describe(profile, report, io.now());
    const { subject, modulusLength } = report.request ?? {};
    const json = {
      key: key.name,
      environment: profile.environment,
      subject,
      modulusLength,
      token: key.token,
      findings,
    };
    const warnings = key.token
      ? []
      : ['The token\'s end is not known: note it with "clearbank profile token".'];
    if (findings.length === 0) return { text: `${text}\nIt is as it should be.\n`, json, warnings };
    return {
      exitCode: 1,
      text: `${text}\nIt is not as it should be:\n${describeFindings(findings)}`,
      json: {
        code: "ERR_CLEARBANK_PROFILE",
        message: findings.map(({ message }) => message).join(" "),
        ...json,
      },
      warnings,
    };
  },
};

function describe({ environment, current, next }: Profile, { key, request }: KeyReport, now: Date): string {
  const { token, isInFile } = key;
  const rows = [
    ["profile", `${environment}, ${next ? `rotating from ${current.name} to ${next.name}` : current.name}`],
    ["key", `${key.name}, ${isInFile ? "in a file" : "in the signer"}, of ${key.createdAt}`],
    ["request for", request && visible(request.subject)],
    ["size", request?.modulusLength === undefined ? undefined : `${request.modulusLength} bits`],
    ["token", token && describeToken(token, now)],
  ];
  return rows
    .filter(([, value]) => value !== undefined)
    .map(([name = "", value]) => `${name.padEnd(14)} ${value}\n`)
    .join("");
}

function describeToken(token: TokenDates, now: Date): string {
  const days = daysLeft(token, now);
  return `of ${token.createdAt}, until ${token.expiresAt} (${days < 0 ? "over" : `${days} days left`})`;
}
