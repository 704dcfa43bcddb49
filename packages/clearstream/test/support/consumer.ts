import { type ClearstreamCredentials, loadCredentials, prepareConsumer } from "../../src/index.js";
import type { Authority } from "./authority.js";

/** A consumer's two files, as the portal's page gives them. */
export interface ConsumerFiles {
  readonly ssl: { readonly name: string; readonly content: string };
  readonly signing: { readonly name: string; readonly content: string };
}

export async function issueConsumer(
  authority: Authority,
  userId: string,
  extensions: { readonly ssl?: readonly string[]; readonly signing?: readonly string[] } = {},
): Promise<ConsumerFiles> {
  const consumer = await prepareConsumer(userId);
  const { certificateRequests: requests } = consumer;
  const [ssl, signing] = consumer.complete({
    ssl: authority.certify(requests.ssl, extensions.ssl),
    signing: authority.certify(requests.signing, extensions.signing),
  });
  if (!ssl || !signing) throw new Error("a consumer has two files");
  return { ssl, signing };
}

export async function issueCredentials(
  authority: Authority,
  userId: string,
): Promise<ClearstreamCredentials> {
  const { ssl } = await issueConsumer(authority, userId);
  return await loadCredentials({ ssl, ca: authority.bundle, now: new Date() });
}
