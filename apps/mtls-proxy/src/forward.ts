import type { IncomingMessage, ServerResponse } from "node:http";
import { type AccessToken, TlsIdentityError, type TokenSource } from "@countersign/auth";
import { explainFailure } from "./failure.js";
import { endToEndHeaders } from "./headers.js";
import { secretHeader } from "./local-secret.js";
import { Refusal } from "./refusal.js";
import { ClientGone, type OutgoingRequest, relay } from "./relay.js";
import type { Renewal } from "./renewal.js";
import type { SwitchableUpstream, Upstream } from "./upstream.js";

/** What requests are passed on with. */
export interface ForwardSettings {
  readonly upstream: SwitchableUpstream;
  readonly origin: string;
  readonly renewal: Renewal;
  readonly now: () => Date;
}

/** A body up to this length is kept, so that it can be sent again with another token. */
const maxRepeatableBytes = 64 * 1024;

/** What each connection says for itself, and what is said to the proxy only. */
const forProxy: ReadonlySet<string> = new Set(["host", "expect", secretHeader]);
const forProxyWithToken: ReadonlySet<string> = new Set([...forProxy, "authorization"]);

/**
 * Passes a request on and its answer back.
 *
 * @throws Refusal where there is no answer, {@link ClientGone} where nobody waits for it.
 */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  { upstream, origin, renewal, now }: ForwardSettings,
): Promise<void> {
  await upstream.use(async (target) => {
    checkCertificate(target, now());
    const { tokens } = target;
    const headers = endToEndHeaders(request.rawHeaders, tokens ? forProxyWithToken : forProxy);
    headers.push("via", `${request.httpVersion} countersign-mtls-proxy`);
    const body = hasBody(request) ? request : null;
    const outgoing = { origin, path, method: request.method ?? "", headers, body };
    try {
      if (tokens) await sendWithToken({ ...target, tokens }, outgoing, response, renewal);
      else await relay(target.dispatcher, outgoing, response, () => false);
    } catch (error) {
      throw error instanceof ClientGone ? error : explainFailure(error);
    }
  });
}

async function sendWithToken(
  { dispatcher, credentials, tokens }: Upstream & { readonly tokens: TokenSource },
  outgoing: OutgoingRequest,
  response: ServerResponse,
  renewal: Renewal,
): Promise<void> {
  const { headers } = outgoing;
  const body = await readShortBody(outgoing.body);
  const send = (token: AccessToken, hold: (status: number) => boolean) =>
    relay(
      dispatcher,
      { ...outgoing, body, headers: [...headers, "authorization", `Bearer ${token.value}`] },
      response,
      hold,
    );
  const token = await tokenFor(tokens);
  // What is streamed is gone once it has been sent.
  const isRepeatable = body === null || Buffer.isBuffer(body);
  const refused = await send(token, (status) => isRefusal(status) && isRepeatable);
  if (!refused) return;
  if (!renewal.mayHelp(refused, token, credentials)) return refused.release();
  const next = await tokenFor(tokens, token).catch(() => token);
  if (next.value === token.value) return refused.release();
  await send(next, () => false);
  if (isRefusal(response.statusCode)) renewal.noteInVain();
}

function isRefusal(status: number): boolean {
  return status === 401 || status === 403;
}

async function tokenFor(tokens: TokenSource, refused?: AccessToken): Promise<AccessToken> {
  try {
    return await tokens.getToken(refused ? { refused } : {});
  } catch (cause) {
    throw new Refusal("ERR_PROXY_TOKEN", "The proxy got no access token; its log says why.", { cause });
  }
}

async function readShortBody(body: OutgoingRequest["body"]): Promise<OutgoingRequest["body"]> {
  if (body === null || Buffer.isBuffer(body)) return body;
  const length = Number(body.headers["content-length"] ?? Number.NaN);
  if (!(length <= maxRepeatableBytes)) return body;
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of body) chunks.push(chunk);
  } catch {
    throw new ClientGone("The client closed its connection.");
  }
  return Buffer.concat(chunks);
}

function checkCertificate({ credentials }: Upstream, now: Date): void {
  try {
    credentials.identity.checkValidity(now);
  } catch (cause) {
    if (!(cause instanceof TlsIdentityError)) throw cause;
    throw new Refusal("ERR_PROXY_CERTIFICATE", "The proxy's client certificate is not valid now.", { cause });
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}
