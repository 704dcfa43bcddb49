import { createHttpClient, probeTls, type TlsProbeReport } from "@countersign/auth";
import { CountersignError } from "@countersign/crypto-core";
import { type Finding, failed, notTried, ok, type Tell } from "../doctor/step.js";
import type { Io } from "../io.js";
import type { DoctorPlan } from "./doctor-plan.js";

/**
 * No limit is documented. A minute is more than a computer with a running time service is ever off, and less than a
 * token of version 2 holds.
 */
const toleranceMs = 60_000;

/** Tells whether the host can be reached over TLS, and how far the clocks are apart; whether calls are worth trying. */
export async function checkHost(plan: DoctorPlan, io: Io, tell: Tell): Promise<boolean> {
  const { base, ca, identity } = plan;
  const isProxied = Boolean(io.env.HTTPS_PROXY || io.env.https_proxy);
  const report = await probeTls({
    url: new URL("/", base),
    now: () => io.now(),
    ...(ca !== undefined && { ca }),
    ...(identity && { identity }),
  });
  // A status that is no success is all right: nothing is served at the root.
  const isReached = report.authorized && (!report.failure || report.failure.phase === "http");
  if (isReached) tell(ok("host", `${report.host} answers with ${report.protocol}, and is who it should be.`));
  else tell(explainHost(report, base, isProxied));
  if (!isReached && !isProxied) {
    tell(notTried("clock", "the host"));
    return false;
  }
  return await checkClock(plan, io, tell);
}

function explainHost({ host, failure }: TlsProbeReport, base: URL, isProxied: boolean): Finding {
  const message = failure?.message ?? `${host} cannot be reached.`;
  if (isProxied) {
    const said = `${message} HTTPS_PROXY is set, and calls go through it.`;
    return {
      step: "host",
      result: "unknown",
      message: said,
      remedy: "See whether the steps below work.",
    };
  }
  return failed("host", message, `See more of it with: countersign tls probe ${base.href}`);
}

async function checkClock({ base, ca, identity }: DoctorPlan, io: Io, tell: Tell): Promise<boolean> {
  const http = createHttpClient({
    retry: { limit: 0 },
    ...(ca !== undefined && { ca }),
    ...(identity && { identity }),
  });
  try {
    const response = await http.get(new URL("/", base));
    await response.arrayBuffer();
    tell(describeClock(response.headers.get("date"), io.now()));
    return true;
  } catch (error) {
    if (!(error instanceof CountersignError)) throw error;
    tell(failed("clock", error.message, `See more of it with: countersign tls probe ${base.href}`));
    return false;
  } finally {
    await http.close();
  }
}

function describeClock(date: string | null, now: Date): Finding {
  const there = Date.parse(date ?? "");
  if (Number.isNaN(there)) {
    const message = "The host does not say what time it is.";
    return { step: "clock", result: "unknown", message, remedy: "See that this computer's clock is right." };
  }
  const seconds = Math.round((now.getTime() - there) / 1000);
  const apart = Math.abs(seconds);
  if (apart * 1000 <= toleranceMs) return ok("clock", `Ours and the host's are ${apart} s apart.`);
  return failed(
    "clock",
    `This computer's clock is ${apart} s ${seconds > 0 ? "fast" : "slow"} against the host's.`,
    "Set it by a time service (NTP): the times of requests are signed, and tokens end by the clock.",
  );
}
