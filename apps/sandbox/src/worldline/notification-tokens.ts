import type { SandboxContext } from "../context.js";
import type { InstitutionKeys } from "../pki/institution-keys.js";
import { type PostRequest, post } from "../wire/post.js";
import { isObject } from "./shape.js";
import type { NotificationAuthentication, NotificationSettings } from "./state.js";

type ClientCredentials = Exclude<NotificationAuthentication, { readonly bearerToken: string }>;

/** The bearer tokens of notifications: set in the back office, or asked for with client credentials. */
export class NotificationTokens {
  readonly #context: SandboxContext;
  readonly #identity: InstitutionKeys["worldlineClient"];
  /** By the settings that they were asked for with: new settings ask anew. */
  readonly #kept: WeakMap<NotificationSettings, { readonly token: string; readonly until: number }> =
    new WeakMap();

  constructor(context: SandboxContext, identity: InstitutionKeys["worldlineClient"]) {
    this.#context = context;
    this.#identity = identity;
  }

  /** Asks anew the next time: the token was refused. */
  forget(settings: NotificationSettings): void {
    this.#kept.delete(settings);
  }

  /** @returns undefined where the token URL gives none */
  async get(settings: NotificationSettings): Promise<string | undefined> {
    const { authentication, ca } = settings;
    if ("bearerToken" in authentication) return authentication.bearerToken;
    const { now, stopping, timings } = this.#context;
    const kept = this.#kept.get(settings);
    if (kept !== undefined && kept.until > now().getTime()) return kept.token;
    const outcome = await post({
      ...tokenRequest(authentication),
      ...(ca !== undefined && { ca }),
      identity: this.#identity,
      timeoutMs: timings.notificationAnswerMs,
      stopping,
    });
    const answer = outcome.kind === "answer" && outcome.status === 200 ? parse(outcome.body) : undefined;
    if (typeof answer?.access_token !== "string") return undefined;
    const seconds = typeof answer.expires_in === "number" ? answer.expires_in : 0;
    this.#kept.set(settings, { token: answer.access_token, until: now().getTime() + seconds * 1000 });
    return answer.access_token;
  }
}

/** RFC 6749 4.4, with the client's credentials in one of three places. */
function tokenRequest(client: ClientCredentials): Pick<PostRequest, "url" | "headers" | "body"> {
  const grant = { grant_type: "client_credentials" };
  const credentials = { client_id: client.clientId, client_secret: client.clientSecret };
  const headers = { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" };
  const form = (fields: Record<string, string>) => Buffer.from(new URLSearchParams(fields).toString());
  switch (client.sentAs) {
    case "basic": {
      const pair = [client.clientId, client.clientSecret].map(encodeURIComponent).join(":");
      const basic = `Basic ${Buffer.from(pair).toString("base64")}`;
      return { url: client.tokenUrl, headers: { ...headers, Authorization: basic }, body: form(grant) };
    }
    case "form":
      return { url: client.tokenUrl, headers, body: form({ ...grant, ...credentials }) };
    case "query": {
      const url = new URL(client.tokenUrl);
      for (const [name, value] of Object.entries({ ...grant, ...credentials }))
        url.searchParams.set(name, value);
      return { url: url.href, headers, body: Buffer.alloc(0) };
    }
  }
}

function parse(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
