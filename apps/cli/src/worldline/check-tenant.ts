import { WorldlineApiError } from "@countersign/worldline";
import { type Finding, failed, notTried, ok } from "../doctor/step.js";
import { CliError } from "../errors.js";
import { parseJwt } from "../jwt.js";
import type { DoctorPlan, PlanV2 } from "./doctor-plan.js";
import { explainCall, type Tried } from "./explain-call.js";

/** Whether the service knows the name and the id that tokens are asked for with. */
export function describeTenant(
  plan: DoctorPlan,
  tokens: readonly { readonly step: Tried; readonly value: string }[],
  refusals: readonly unknown[],
): Finding {
  const unknown = refusals.find(
    (error) => error instanceof WorldlineApiError && ["101", "102"].includes(error.worldlineCode ?? ""),
  );
  if (unknown instanceof WorldlineApiError) return explainTenant(unknown, plan);
  const v2 = tokens.find(({ step }) => step === "token-v2");
  if (v2 && plan.v2) return compareClaims(v2.value, plan.v2, plan.party.initiatingPartyId);
  if (tokens.length === 0) return notTried("tenant", "a token");
  return ok("tenant", `The service knows ${plan.v1?.client} with the id ${plan.party.initiatingPartyId}.`);
}

function explainTenant(error: WorldlineApiError, plan: DoctorPlan): Finding {
  return { ...explainCall("token-v1", error, plan), step: "tenant" };
}

function compareClaims(token: string, { tenant }: PlanV2, initiatingPartyId: string): Finding {
  const claims = readClaims(token);
  const wrong = Object.entries({ tenant, initiatingParty: initiatingPartyId }).filter(
    ([name, expected]) => claims[name] !== undefined && claims[name] !== expected,
  );
  if (wrong.length === 0) return ok("tenant", `The token is for ${tenant} with the id ${initiatingPartyId}.`);
  return failed(
    "tenant",
    `The token of version 2 is for ${wrong.map(([name]) => `${name} ${String(claims[name])}`).join(", ")}.`,
    "Compare --tenant and --id with what Worldline gave at onboarding: the token is for another than was asked for.",
  );
}

/** None of a token that is no JWT: it may be good for calls all the same. */
function readClaims(token: string): Readonly<Record<string, unknown>> {
  try {
    return parseJwt(Buffer.from(token)).claims.value;
  } catch (error) {
    if (error instanceof CliError) return {};
    throw error;
  }
}
