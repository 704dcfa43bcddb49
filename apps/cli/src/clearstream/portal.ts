import { UsageError } from "../errors.js";
import { isLoopback } from "../loopback.js";
import { ClearstreamCommandError } from "./errors.js";
import { hideSecrets } from "./hide-secrets.js";

/** What the portal's page sends in the second step of making an API consumer. */
export interface CertificateRequests {
  readonly password: string;
  /** PKCS#10, PEM. */
  readonly ssl: string;
  readonly signing: string;
}

/** The password goes there, and Clearstream's portal has no such interface: it is the sandbox on this machine. */
export function readPortal(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url && !url.username && !url.password && !url.search && !url.hash;
  if (isPlain && /^https?:$/.test(url.protocol) && isLoopback(url)) return url;
  throw new UsageError(
    "--portal is the sandbox's control API on this machine, as http://127.0.0.1:4600; Clearstream's own portal makes credentials in the browser only.",
  );
}

/** @throws ClearstreamCommandError */
export async function handInRequests(
  portal: URL,
  userId: string,
  requests: CertificateRequests,
): Promise<{ readonly ssl: string; readonly signing: string }> {
  const url = new URL(`/clearstream/consumers/${encodeURIComponent(userId)}/certificates`, portal);
  const refuse = (why: string, cause?: unknown) =>
    new ClearstreamCommandError("ERR_PORTAL", hideSecrets(why, new Set([requests.password])), { cause });
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(requests),
    redirect: "error",
    signal: AbortSignal.timeout(30_000),
  }).catch((cause: unknown) => {
    throw refuse(`${portal.origin} does not answer: does the sandbox run there?`, cause);
  });
  const answer = (await response.json().catch(() => ({}))) as Readonly<Record<string, unknown>>;
  const { ssl, signing, message } = answer;
  if (response.ok && typeof ssl === "string" && typeof signing === "string") return { ssl, signing };
  const step1 = `Make the user first, which is the administrator's step: POST ${portal.origin}/clearstream/consumers with {"userId": "${userId}", "apis": ["ocapi-playground-v1"]}.`;
  const said =
    typeof message === "string" ? `: ${message.replace(/\.?$/, ".")}` : ", and not with certificates.";
  throw refuse(
    `${portal.origin} answered ${response.status}${said}${response.status === 404 ? ` ${step1}` : ""}`,
  );
}
