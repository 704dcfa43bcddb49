import type { HttpClient } from "@countersign/auth";
import { readRefusal, WorldlineApiError } from "../errors.js";

/**
 * A client for token endpoints whose refusals with a code of Worldline's are thrown as such; what a Keycloak says
 * (`error`, `error_description`) is left to the token source.
 */
export function refuseWithCode(http: HttpClient): HttpClient {
  const client = http.extend({
    hooks: {
      afterResponse: [
        async ({ method, url }, _options, response) => {
          if (response.ok) return;
          const rawBody = new Uint8Array(await response.clone().arrayBuffer());
          const body = parse(rawBody);
          if (readRefusal(body).code === undefined) return;
          const { origin, pathname } = new URL(url);
          throw new WorldlineApiError({
            api: "token",
            method,
            url: origin + pathname,
            status: response.status,
            correlationId: response.headers.get("x-request-id") ?? undefined,
            body,
            rawBody,
            verified: false,
          });
        },
      ],
    },
  });
  return Object.assign(client, { identity: http.identity, close: http.close });
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
