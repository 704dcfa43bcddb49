import { createHttpClient, type HttpClient, type HttpClientSettings } from "../../src/http/http-client.js";

/** A clock that the test moves. */
export interface TestClock {
  readonly now: () => Date;
  /** Forward, or back where it is negative. */
  pass(seconds: number): void;
}

export function testClock(start = "2026-01-01T00:00:00.000Z"): TestClock {
  let time = Date.parse(start);
  return {
    now: () => new Date(time),
    pass(seconds) {
      time += seconds * 1000;
    },
  };
}

/** A token request as it arrived. */
export interface ReceivedTokenRequest {
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
  readonly form: URLSearchParams;
}

/** A client whose requests go to a function instead of a network, and what it was asked. */
export interface TokenEndpoint {
  readonly http: HttpClient;
  readonly requests: readonly ReceivedTokenRequest[];
}

export function tokenEndpoint(
  answer: (request: ReceivedTokenRequest, number: number) => Response | Promise<Response>,
  settings: HttpClientSettings = {},
): TokenEndpoint {
  const requests: ReceivedTokenRequest[] = [];
  const http = createHttpClient({
    random: () => 0,
    ...settings,
    fetch: async (input, init) => {
      const sent = new Request(input, init);
      const body = await sent.text();
      const request = { url: sent.url, headers: sent.headers, body, form: new URLSearchParams(body) };
      requests.push(request);
      return await answer(request, requests.length);
    },
  });
  return { http, requests };
}

/** The answer of a token endpoint that gives a token; for 300 seconds where nothing else is said. */
export function tokenAnswer(token: string, members: Readonly<Record<string, unknown>> = {}): Response {
  return Response.json({ access_token: token, token_type: "Bearer", expires_in: 300, ...members });
}

/** Lets everything go on that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Something to wait for until the test says so. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
