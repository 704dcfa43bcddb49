import { needsRenewal, parseCertificate, type RenewalThreshold } from "@countersign/crypto-core";
import type { Command } from "../command.js";
import { about, UsageError } from "../errors.js";

const exitCodes: Readonly<Record<string, number>> = { ERR_USAGE: 2, ERR_FILE_MISSING: 2 };

export const certNeedsRenewal: Command = {
  name: "cert needs-renewal",
  summary: "tell by the exit code whether it is time to replace a certificate",
  operands: ["FILE"],
  options: {
    before: {
      value: "30d|66%",
      summary: "so many days before its end, or after that part of its lifetime; two thirds of it by default",
    },
  },
  notes:
    "Exit code 0: it needs to be renewed; 1: it does not; 2: there is no such file; 255: it cannot be read.",
  example: "countersign cert needs-renewal certificate.pem --before 30d && ./renew.sh",
  exitCodeOf: (code) => exitCodes[code] ?? 255,
  async run(args, io) {
    const [file = "-"] = args.operands;
    const before = readThreshold(args.optional("before"));
    const bytes = await io.read(file);
    const certificate = await about(file, () => parseCertificate(bytes));
    const isDue = needsRenewal(certificate, { now: io.now(), ...(before && { before }) });
    const { notAfter } = certificate;
    const text = `${isDue ? "Needs to be renewed" : "Does not need to be renewed yet"}: it ends on ${notAfter.toISOString()}.`;
    const refusal = isDue ? {} : { code: "CERTIFICATE_NOT_DUE", message: text };
    return { exitCode: isDue ? 0 : 1, text, json: { ...refusal, needsRenewal: isDue, notAfter } };
  },
};

function readThreshold(text: string | undefined): RenewalThreshold | undefined {
  if (text === undefined) return undefined;
  const [, number = "", unit] = /^(\d{1,5}(?:\.\d{1,5})?)([d%])$/.exec(text) ?? [];
  const value = Number(number);
  if (unit === "d") return { days: value };
  if (unit === "%" && value > 0 && value <= 100) return { lifetimeFraction: value / 100 };
  throw new UsageError("--before is a number of days, as in 30d, or a part of the lifetime, as in 66%.");
}
