import { readRequestBody } from "@countersign/auth";
import type { WebhookOutcome, WebhookRefusal } from "@countersign/clearbank";
import { CountersignError, explainBodySignature, type Verifier } from "@countersign/crypto-core";

type Refused = Extract<WebhookOutcome, { outcome: "refused" }>;

const sentences: Readonly<Record<WebhookRefusal, string>> = {
  method: "Webhooks come as POST; this was another method.",
  address: "It came from an address that is not ClearBank's.",
  "too-large": "It is longer than 1 MiB.",
  signature: "Its signature does not verify.",
  malformed: "It is no webhook.",
  inbox: "It could not be kept.",
  deadline: "It took too long.",
  internal: "The acknowledgement could not be made.",
};

/** Why a webhook was refused, in a sentence or two. */
export async function explainRefusal(
  copy: Request,
  { reason, error }: Refused,
  verifiers: readonly Verifier[],
): Promise<string> {
  if (reason === "signature") return await explainSignature(copy, verifiers);
  const said = error instanceof CountersignError ? error.message : "";
  return said || sentences[reason];
}

async function explainSignature(copy: Request, verifiers: readonly Verifier[]): Promise<string> {
  const signature = copy.headers.get("digitalsignature") ?? "";
  if (signature === "") {
    return "It has no DigitalSignature header: ClearBank did not send it, or a proxy took the header away.";
  }
  const body = await readRequestBody(copy, 1024 * 1024);
  const explanations = await Promise.all(
    verifiers.map((verifier) => explainBodySignature({ body, signature, verifier })),
  );
  // Which of several keys it should have been, nobody knows: the one that it opens with.
  const found = explanations.find(({ cause }) => cause?.code !== "key-mismatch");
  return found?.summary ?? anotherKey;
}

const anotherKey =
  "It is not signed with the key of --public-key. Download the key again in Institution > Webhook Management: each institution has its own, in each environment.";
