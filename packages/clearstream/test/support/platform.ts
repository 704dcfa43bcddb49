import {
  type ClearstreamClient,
  type ClearstreamClientSettings,
  type ClearstreamCredentials,
  createClearstreamClient,
} from "../../src/index.js";

export const userId = "a00012345_0012345";
export const password = "secret & password";

/** A request as it arrived. */
export interface Received {
  readonly method: string;
  /** With query. */
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
}

/** What the platform answers; nothing where it is not said. */
export interface Answers {
  readonly api?: (request: Received, number: number) => Response;
  readonly token?: (form: URLSearchParams, number: number) => Response;
}

/** A client whose requests go to functions instead of a network, and what it sent. */
export interface Platform {
  readonly client: ClearstreamClient;
  readonly tokenRequests: Received[];
  readonly calls: Received[];
}

/** A token that nobody signed. */
export function jwt(claims: object): string {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.sig`;
}

export function tokenAnswer(scope: string, members: object = {}): Response {
  const answer = { access_token: jwt({ sub: userId }), token_type: "Bearer", expires_in: 3599, scope };
  return Response.json({ ...answer, ...members });
}

/** The body of a 403 as it was seen at the real service. */
export const forbidden: Readonly<Record<string, unknown>> = {
  status: 403,
  error: "Forbidden",
  required_scopes: { mandatory: "allow", at_least_one_of: ["ocapi-playground-v1"] },
};

export function connect(
  credentials: ClearstreamCredentials,
  {
    api = () => Response.json({}),
    token = (form: URLSearchParams) => tokenAnswer(form.get("scope") ?? ""),
  }: Answers = {},
  settings: Partial<ClearstreamClientSettings> = {},
): Platform {
  const [tokenRequests, calls]: [Received[], Received[]] = [[], []];
  const client = createClearstreamClient({
    environment: new URL("https://api.example"),
    credentials,
    password: () => password,
    scope: ["ocapi-playground-v1"],
    random: () => 0,
    fetch: async (input, init) => {
      const request = new Request(input as Request, init);
      const { method, headers } = request;
      const { pathname, search } = new URL(request.url);
      const received = { method, path: pathname + search, headers, body: await request.text() };
      if (pathname.endsWith("/authmanager/oauth2/access_token")) {
        tokenRequests.push(received);
        return token(new URLSearchParams(received.body), tokenRequests.length);
      }
      calls.push(received);
      return api(received, calls.length);
    },
    ...settings,
  });
  return { client, tokenRequests, calls };
}
