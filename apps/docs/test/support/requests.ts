import type { Sandbox, TranscriptEntry } from "@countersign/sandbox";

/** The requests that an institution at ClearBank has sent to the sandbox. */
export function requestsOf(
  sandbox: Sandbox,
  institution: string,
): Extract<TranscriptEntry, { kind: "request" }>[] {
  return sandbox
    .transcript()
    .filter((entry) => entry.kind === "request")
    .filter((entry) => entry.service === "clearbank" && entry.institution === institution);
}
