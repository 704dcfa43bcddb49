import { createHttpClient } from "@countersign/auth";
import {
  type ClearstreamCredentials,
  type ClearstreamEnvironment,
  createClearstreamClient,
  explainForbidden,
} from "@countersign/clearstream";
import type { Io } from "../io.js";

/** A call, and as whom. */
export interface RawCall {
  readonly environment: ClearstreamEnvironment;
  readonly credentials: ClearstreamCredentials;
  readonly password: string;
  readonly scope: readonly string[];
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Uint8Array | undefined;
}

/** What came back, as it came. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Why it is not what was asked for. */
  readonly problem?: string;
}

/**
 * One call as the support page's web client makes it. The client of `@countersign/clearstream` takes JSON only, and
 * reads it; here the bytes are what is wanted.
 */
export async function callOnce(call: RawCall, io: Io): Promise<RawAnswer> {
  const { environment, credentials, password, scope, method, url, headers, body } = call;
  const { identity, ca } = credentials;
  const now = () => io.now();
  const client = createClearstreamClient({ environment, credentials, password: () => password, scope, now });
  const http = createHttpClient({ identity, ca, now });
  try {
    const token = await client.getToken();
    headers.set("authorization", `Bearer ${token.value}`);
    const response = await http(url, {
      method,
      headers,
      ...(body && { body: new Uint8Array(body) }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const answer = { status: response.status, headers: Object.fromEntries(response.headers), body: bytes };
    const problem = findProblem(response, () =>
      explainForbidden({
        body: parse(bytes),
        token,
        certificateCommonName: identity.certificate.subjectCommonName,
        now: io.now(),
      }),
    );
    return { ...answer, ...(problem !== undefined && { problem }) };
  } finally {
    await Promise.all([http.close(), client.close()]);
  }
}

function findProblem(
  { status, ok, headers }: Response,
  explain: () => { readonly message: string },
): string | undefined {
  const isPage = /^text\/html\b/i.test(headers.get("content-type") ?? "");
  if (isPage) {
    return status === 503
      ? "Status 503 with a web page: there is maintenance. Try again later."
      : `Status ${status}, but with a web page: so is answered what does not exist. Is the path right?`;
  }
  if (ok) return undefined;
  return status === 403 ? `Status 403: ${explain().message}` : `Status ${status}.`;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return undefined;
  }
}
