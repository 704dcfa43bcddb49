import {
  createWorldlineIssuingClient,
  type WorldlineIssuingClient,
  type WorldlineIssuingClientSettings,
} from "../../src/issuing/index.js";

export const api = "https://issuing.example/card-issuing/api/v2";

/** What the API was asked, token requests apart. */
export interface Asked {
  readonly method: string;
  /** Path and query below the API. */
  readonly target: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
}

export interface TestApi {
  readonly client: WorldlineIssuingClient;
  readonly asked: Asked[];
  readonly tokenRequests: Asked[];
}

export type Answer = (asked: Asked, count: number) => Response | Promise<Response>;

/** A client of an API that answers as it is told; by default with an envelope around nothing. */
export function openApi(
  answer: Answer = () => enveloped({}),
  settings: Partial<WorldlineIssuingClientSettings> = {},
): TestApi {
  const [asked, tokenRequests]: [Asked[], Asked[]] = [[], []];
  const client = createWorldlineIssuingClient({
    environment: { api: new URL(api), token: new URL("https://issuing.example/token") },
    issuerId: "123456",
    clientId: "client",
    clientSecret: "secret",
    random: () => 0,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const { method, url, headers } = request;
      const each = { method, url, headers, target: url.replace(api, ""), body: await request.text() };
      if (!url.startsWith(api)) {
        tokenRequests.push(each);
        return Response.json({
          access_token: `t${tokenRequests.length}`,
          token_type: "Bearer",
          expires_in: 3600,
        });
      }
      asked.push(each);
      return await answer(each, asked.length);
    },
    ...settings,
  });
  return { client, asked, tokenRequests };
}

/** An answer as the API gives it; `data` may be text of JSON, whose digits then stay. */
export function enveloped(data: unknown, metadata: object = {}, status = 200): Response {
  const responseMetadata = {
    correlationId: "theirs",
    statusMessage: status < 400 ? "Executed successfully" : "Contract not found",
    statusCode: status,
    responseDateTime: "2026-01-03T15:14:13.531+0100",
    ...metadata,
  };
  const text = typeof data === "string" ? data : JSON.stringify(data);
  const member = text === undefined ? "" : `,"data":${text}`;
  return new Response(`{"responseMetadata":${JSON.stringify(responseMetadata)}${member}}`, {
    status,
    headers: { "content-type": "application/json" },
  });
}
