import {
  createWorldlineOpenBankingClient,
  type TokenV1,
  type TokenV2,
  type WorldlineOpenBankingClient,
} from "@countersign/worldline";
import { type Finding, notTried, ok, type Tell } from "../doctor/step.js";
import type { Io } from "../io.js";
import { checkRequest } from "./check-request.js";
import { describeTenant } from "./check-tenant.js";
import type { DoctorPlan } from "./doctor-plan.js";
import { explainCall, type Tried } from "./explain-call.js";

/** A way to get a token that is tried. */
interface Attempt {
  readonly step: Tried;
  readonly token: TokenV1 | TokenV2;
  /** How, for people. */
  readonly how: string;
}

/** Tells of a token of each version, of the tenant, and of a signed request with the first token that came. */
export async function checkCalls(plan: DoctorPlan, io: Io, tell: Tell): Promise<void> {
  const clients: WorldlineOpenBankingClient[] = [];
  const tokens: {
    readonly step: Tried;
    readonly value: string;
    readonly client: WorldlineOpenBankingClient;
  }[] = [];
  const refusals: unknown[] = [];
  try {
    for (const [step, attempts] of [
      ["token-v1", attemptsV1(plan)],
      ["token-v2", attemptsV2(plan)],
    ] as const) {
      const findings: Finding[] = [];
      for (const { token, how } of attempts) {
        const client = await connect(plan, token, io);
        clients.push(client);
        try {
          const { value, expiresAt, scope } = await client.getToken();
          tokens.push({ step, value, client });
          const services = scope.length > 0 ? ` for ${scope.join(" and ")}` : "";
          findings.push(ok(step, `There is one${services}, until ${expiresAt.toISOString()}; ${how}.`));
          break;
        } catch (error) {
          refusals.push(error);
          findings.push(explainCall(step, error, plan));
        }
      }
      const last = findings.find(({ result }) => result === "ok") ?? findings[0];
      if (last) tell(last);
      else tell({ step, result: "unknown", message: "Not tried.", remedy: notAsked[step] });
    }
    tell(describeTenant(plan, tokens, refusals));
    const [first] = tokens;
    tell(first ? await checkRequest(plan, first.client) : notTried("signed-request", "a token"));
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
}

const notAsked = {
  "token-v1": "Leave --token-version out, or give 1.",
  "token-v2": "Give --tenant and --realm, and the secret where there is one.",
} as const;

function attemptsV1({ v1 }: DoctorPlan): readonly Attempt[] {
  if (!v1) return [];
  return [{ step: "token-v1", token: { version: 1, ...v1 }, how: `Client ${v1.client}, by signature` }];
}

function attemptsV2({ v2 }: DoctorPlan): readonly Attempt[] {
  if (!v2) return [];
  const { clientSecret, ...parts } = v2;
  const token = (authentication: TokenV2["authentication"]): TokenV2 => ({
    version: 2,
    ...parts,
    authentication,
  });
  if (clientSecret !== undefined) {
    return [{ step: "token-v2", token: token({ method: "secret", clientSecret }), how: "by secret" }];
  }
  return (["headers", "body"] as const).map((sentAs) => ({
    step: "token-v2",
    token: token({ method: "certificate", sentAs }),
    how: `by certificate, with the signature sent in the ${sentAs}`,
  }));
}

async function connect(
  plan: DoctorPlan,
  token: TokenV1 | TokenV2,
  io: Io,
): Promise<WorldlineOpenBankingClient> {
  const { base, acquirerName, ca, identity, signer, certificate, algorithm, serviceCertificates, party } =
    plan;
  return await createWorldlineOpenBankingClient({
    environment: base,
    acquirer: acquirerName,
    ...party,
    token,
    signing: { signer, certificate, algorithm },
    serviceCertificates,
    retry: { limit: 0 },
    now: io.now,
    ...(ca !== undefined && { ca }),
    ...(identity && { identity }),
  });
}
