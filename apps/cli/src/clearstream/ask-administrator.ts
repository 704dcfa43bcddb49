import { ok, type Tell } from "../doctor/step.js";
import type { CallPlan, CheckedCalls } from "./check-calls.js";

/** What an answer to a call proves, and where an administrator of the organisation unit sees it. */
interface Question {
  readonly step: string;
  readonly question: string;
  readonly path: string;
  provedBy(calls: CheckedCalls, plan: CallPlan): string | undefined;
}

const questions: readonly Question[] = [
  {
    step: "ou-service",
    question: "Is the Clearstream API service granted to the OU?",
    path: "Xact Web Portal > My OU Details",
    provedBy: ({ playground, api }) => answered(api) ?? answered(playground),
  },
  {
    step: "ou-resource",
    question: "Is the API that is called linked to the OU?",
    path: "Xact Web Portal > My OU Details > Relationships",
    provedBy: ({ playground, api }, { path }) => answered(path === undefined ? playground : api),
  },
  {
    step: "consumer-credentials",
    question: "Does the API consumer have valid credentials?",
    path: "Xact Web Portal > API consumer > credential details",
    provedBy: ({ granted: [scope] }) => scope && `a token was given with ${scope}`,
  },
  {
    step: "consumer-grants",
    question: "Is the API that is called assigned to the API consumer?",
    path: "Xact Web Portal > API consumer > grants",
    provedBy: ({ playground, api }, { path }) => answered(path === undefined ? playground : api),
  },
];

/** Tells of what only the portal knows: unknown, unless an answer proves it. */
export function askAdministrator(calls: CheckedCalls, plan: CallPlan, tell: Tell): void {
  for (const { step, question, path, provedBy } of questions) {
    const proof = provedBy(calls, plan);
    tell(
      proof
        ? ok(step, `${question} Yes: ${proof}.`)
        : { step, result: "unknown", message: question, remedy: `ask your administrator: ${path}.` },
    );
  }
}

/** What is there for everybody proves nothing. */
function answered(call: string | undefined): string | undefined {
  const isPublic = /\/oauth2\/|\/\.well-known\//.test(call ?? "");
  return call && !isPublic ? `${call} was answered` : undefined;
}
