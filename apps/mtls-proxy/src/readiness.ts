import type { ClearstreamCredentials } from "@countersign/clearstream";
import { errorText } from "@countersign/service";
import { openConnections } from "./connections.js";
import type { SwitchableUpstream } from "./upstream.js";

/** What readiness depends on. */
export interface ReadinessSettings {
  readonly upstream: SwitchableUpstream;
  readonly url: URL;
  readonly now: () => Date;
}

const patienceMs = 5_000;
/** However often somebody asks, the upstream is asked this often. */
const keptMs = 10_000;

/**
 * Tells why requests would fail now, in a line, or undefined where they would not: the certificate is valid, the
 * upstream takes a new connection with it and answers, and gives a token where tokens are put into requests.
 */
export function createReadiness({
  upstream,
  url,
  now,
}: ReadinessSettings): () => Promise<string | undefined> {
  let last:
    | {
        readonly at: number;
        readonly of: ClearstreamCredentials;
        readonly problem: Promise<string | undefined>;
      }
    | undefined;

  async function check(): Promise<string | undefined> {
    try {
      return await upstream.use(async ({ credentials, tokens }) => {
        const status = await askUpstream(credentials, url);
        // Where paths are not known there, 404 comes from a server that has let us in.
        if (status >= 500 || [400, 401, 403].includes(status))
          return `the upstream refuses: status ${status}`;
        await tokens?.getToken();
        return undefined;
      });
    } catch (error) {
      return `the upstream refuses: ${errorText(error)}`;
    }
  }

  return async () => {
    const time = now();
    try {
      upstream.credentials.identity.checkValidity(time);
    } catch (error) {
      return errorText(error);
    }
    const { credentials } = upstream;
    if (last?.of !== credentials || time.getTime() - last.at >= keptMs) {
      last = { at: time.getTime(), of: credentials, problem: check() };
    }
    return await last.problem;
  };
}

/** On a connection of its own: one that is open says nothing of whether a new one would be taken. */
async function askUpstream(credentials: ClearstreamCredentials, { origin }: URL): Promise<number> {
  const dispatcher = openConnections({ credentials, timeoutMs: patienceMs, connections: 1 });
  try {
    const { statusCode, body } = await dispatcher.request({
      origin,
      path: "/",
      method: "HEAD",
      signal: AbortSignal.timeout(patienceMs),
    });
    await body.dump();
    return statusCode;
  } finally {
    await dispatcher.destroy();
  }
}
