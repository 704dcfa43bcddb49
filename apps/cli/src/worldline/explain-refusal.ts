import { readRequestBody } from "@countersign/auth";
import {
  CountersignError,
  explainSignature,
  importVerifier,
  SignatureError,
  thumbprint,
  worldlineServiceProfile,
} from "@countersign/crypto-core";
import type { NotificationOutcome, NotificationRefusal } from "@countersign/worldline";

type Refused = Extract<NotificationOutcome, { outcome: "refused" }>;

const sentences: Readonly<Record<NotificationRefusal, string>> = {
  method: "Notifications come as POST; this was another method.",
  token: "Its bearer token is not the one that is accepted here.",
  "too-large": "It is longer than 256 KiB.",
  signature: "Its signature does not verify.",
  digest: "Its Digest is not that of its body.",
  certificate: "The service's certificate is not in force.",
  malformed: "It is no notification.",
  inbox: "It could not be kept.",
  deadline: "It took too long.",
  internal: "It could not be checked.",
};

const remedies: Readonly<Partial<Record<NotificationRefusal, string>>> = {
  token: "Compare it with the Notification Bearer Token of the subscription in the back office.",
};

/** Why a notification was refused, in a sentence or two. */
export async function explainRefusal(
  copy: Request,
  { reason, error }: Refused,
  certificates: readonly string[],
): Promise<string> {
  if (reason === "signature" || reason === "digest") return await explainUnsigned(copy, error, certificates);
  const said = error instanceof CountersignError ? error.message : "";
  return [said || sentences[reason], remedies[reason]].filter(Boolean).join(" ");
}

async function explainUnsigned(
  copy: Request,
  error: unknown,
  certificates: readonly string[],
): Promise<string> {
  const { headers } = copy;
  if (!headers.get("signature")) {
    return "It has no Signature header: the acquirer does not sign, it came from somebody else, or a proxy took the header away.";
  }
  if (error instanceof SignatureError && error.code === "ERR_SIGNATURE_KEY_UNKNOWN") {
    return `${error.message} It is the thumbprint of none of the certificates of --service-cert: download the service's certificate again in the back office, for the environment that the notification is from.`;
  }
  const certificate = certificates.find((pem) =>
    headers.get("signature")?.toUpperCase().includes(thumbprint(pem, "SHA-1")),
  );
  const [chosen = ""] = certificate === undefined ? certificates : [certificate];
  const { summary } = await explainSignature({
    message: { headers, body: await readRequestBody(copy, 256 * 1024) },
    verifier: await importVerifier(chosen),
    certificate: chosen,
    profile: worldlineServiceProfile,
  });
  return summary;
}
