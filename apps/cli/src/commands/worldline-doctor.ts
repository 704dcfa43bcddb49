import type { Command } from "../command.js";
import { notTried, startDiagnosis } from "../doctor/step.js";
import { secretNames } from "../options.js";
import { doctorOptions, readDoctorPlan } from "../worldline/doctor-plan.js";

export const worldlineDoctor: Command = {
  name: "worldline doctor",
  summary: "try certificate, host, clock, tokens of both versions and a signed request, and tell what to do",
  operands: [],
  options: doctorOptions,
  exactlyOne: [["base-url", "environment"]],
  atMostOne: [secretNames("passphrase"), secretNames("secret")],
  notes:
    "Exit code 0: everything that was tried works; 1: something does not. What is unknown is no failure: it could not be tried, or was not asked for. No payment is made.",
  example:
    "countersign worldline doctor --acquirer rabobank --environment test --id 002881 --key us.key --cert us.pem --service-cert service.pem",
  async run(args, io) {
    const plan = await readDoctorPlan(args, io);
    const { steps, tell } = startDiagnosis(io);
    const { checkCertificates } = await import("../worldline/check-certificate.js");
    const { checkHost } = await import("../worldline/check-host.js");
    checkCertificates(plan, io.now(), tell);
    if (await checkHost(plan, io, tell)) {
      const { checkCalls } = await import("../worldline/check-calls.js");
      await checkCalls(plan, io, tell);
    } else {
      for (const step of ["token-v1", "token-v2", "tenant", "signed-request"])
        tell(notTried(step, "the host"));
    }
    const bad = steps.filter(({ result }) => result === "failed").map(({ step }) => step);
    if (bad.length === 0) return { text: "Everything that was tried works.", json: { steps } };
    const message = `${bad.join(", ")}: ${bad.length === 1 ? "this fails" : "these fail"}.`;
    return { exitCode: 1, text: message, json: { code: "ERR_WORLDLINE_DOCTOR", message, steps } };
  },
};
