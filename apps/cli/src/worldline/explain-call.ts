import {
  ApiConnectionError,
  ApiContentError,
  ApiError,
  ApiTimeoutError,
  TlsError,
  TokenError,
} from "@countersign/auth";
import { CountersignError, DigestError, SignatureError } from "@countersign/crypto-core";
import { UnverifiedMessageError, WorldlineApiError } from "@countersign/worldline";
import { type Finding, failed } from "../doctor/step.js";
import type { DoctorPlan } from "./doctor-plan.js";

/** What was tried. */
export type Tried = "token-v1" | "token-v2" | "signed-request";

/** Why a call failed, and what to do; what is no answer to that is thrown on. */
export function explainCall(step: Tried, error: unknown, plan: DoctorPlan): Finding {
  if (!(error instanceof CountersignError)) throw error;
  return failed(step, error.message, remedyFor(step, error, plan));
}

function remedyFor(step: Tried, error: CountersignError, plan: DoctorPlan): string {
  const { base } = plan;
  // It is below the errors for answers, and no answer of Worldline's.
  if (error instanceof ApiContentError) {
    return `Something else answers in Worldline's place, such as a gateway: look at ${base.href}, at --base-url and at HTTPS_PROXY.`;
  }
  if (error instanceof WorldlineApiError) return remedyForRefusal(step, error, plan);
  if (error instanceof TokenError) return remedyForToken(step, error, plan);
  if (error instanceof UnverifiedMessageError) return remedyForUnverified(error);
  if (error instanceof SignatureError || error instanceof DigestError) {
    return "Download the service's certificate again in the back office, for this environment; and have what is in between (proxy, gateway) leave bodies and headers as they are.";
  }
  if (error instanceof ApiConnectionError || error instanceof ApiTimeoutError || error instanceof TlsError) {
    return `See which part of the connection fails: countersign tls probe ${base.href}`;
  }
  if (error instanceof ApiError) return statusRemedy(error.status);
  throw error;
}

const subscriptionCertificate =
  "Upload --cert in the back office under the subscription of the service that is asked for; it has to be the very certificate, of this environment.";

const codes: Readonly<Record<string, string>> = {
  "001":
    "Give this command's version and the ids above to Worldline's support: a header is missing that is not documented.",
  "003": subscriptionCertificate,
  "007":
    "Look in the back office whether there is a subscription for the service, and whether this address may call; where the acquirer has TLS mutual, give --tls-cert.",
  "017": "Set this computer's clock right, and run this again.",
  "021": "Look in the back office whether the subscription of the service is active.",
  "101": "Compare --client, --tenant and --id with what Worldline gave at onboarding for this environment.",
  "102": "Have the initiating party activated: ask the acquirer.",
  "154": "Have what is in between (proxy, gateway) leave bodies and headers as they are.",
};

function remedyForRefusal(
  step: Tried,
  { worldlineCode, status }: WorldlineApiError,
  plan: DoctorPlan,
): string {
  const remedy = codes[worldlineCode ?? ""] ?? statusRemedy(status);
  return step === "signed-request" && worldlineCode === "003" && plan.v2 && !plan.v1
    ? "Upload --cert in the back office under the merchant, for version 2; it has to be the very certificate, of this environment."
    : remedy;
}

function remedyForToken(step: Tried, { status, error }: TokenError, { v2 }: DoctorPlan): string {
  if (step === "token-v2" && status === 404)
    return "Look at --realm: there is none of this name at this host.";
  if (error === "invalid_scope")
    return "Look in the back office whether there is a subscription for each service of --scope.";
  if (status === 401 || status === 403 || status === 400) {
    if (step === "token-v1") return subscriptionCertificate;
    return v2?.clientSecret === undefined
      ? "Upload --cert in the back office under the merchant, and compare --tenant and --id with what is shown there. How a certificate is sent is documented in two ways that contradict one another, and both were tried: a secret (--secret-env) has one."
      : "Compare --tenant and --id with the back office; where they are right, generate a new secret there: only the last one holds.";
  }
  return statusRemedy(status ?? 0);
}

/** For an answer without a signature, of an acquirer that signs. */
export const unsignedRemedy =
  "Where the acquirer does not sign, name it with --acquirer; else have what is in between leave the Signature header.";

function remedyForUnverified({ code }: UnverifiedMessageError): string {
  if (code === "ERR_WORLDLINE_UNSIGNED") {
    return unsignedRemedy;
  }
  if (code === "ERR_WORLDLINE_CERTIFICATE_NOT_YET_VALID") return "Set this computer's clock right.";
  return "Download the service's certificate again in the back office.";
}

function statusRemedy(status: number): string {
  if (status >= 500) return "Run this again later: the fault is on the service's side.";
  if (status === 404) return "Look at --base-url: the API is not at this host.";
  return "Give the ids above to Worldline's support.";
}
