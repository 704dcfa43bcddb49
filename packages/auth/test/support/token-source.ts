import type { HttpClientSettings } from "../../src/http/http-client.js";
import type { TokenSource } from "../../src/token/access-token.js";
import { passwordGrant } from "../../src/token/password-grant.js";
import { createTokenSource, type TokenSourceSettings } from "../../src/token/token-source.js";
import {
  type ReceivedTokenRequest,
  type TestClock,
  testClock,
  tokenAnswer,
  tokenEndpoint,
} from "./token-endpoint.js";

/** A token source with the test's clock, over a function for a token endpoint. */
export interface StartedTokenSource {
  readonly source: TokenSource;
  readonly clock: TestClock;
  readonly requests: readonly ReceivedTokenRequest[];
  /** What was logged: messages, each with its error. */
  readonly warnings: readonly (readonly [message: string, error: unknown])[];
  /** The value of the token that is handed out. */
  token(): Promise<string>;
}

/** Without an answer, the endpoint gives the tokens t1, t2 …, each for 300 seconds. */
export function startTokenSource(
  answer: Parameters<typeof tokenEndpoint>[0] = (_request, number) => tokenAnswer(`t${number}`),
  settings: Partial<TokenSourceSettings> = {},
  client: HttpClientSettings = {},
): StartedTokenSource {
  const clock = testClock();
  const warnings: [string, unknown][] = [];
  const warn = (fields: object, message: string) => {
    warnings.push([message, (fields as { err?: unknown }).err]);
  };
  const { http, requests } = tokenEndpoint(answer, { now: clock.now, ...client });
  const source = createTokenSource({
    url: new URL("https://api.example/token"),
    grant: passwordGrant({ username: "u", password: "p", scope: ["allow"] }),
    http,
    now: clock.now,
    random: () => 0,
    logger: { debug: () => {}, info: () => {}, warn, error: () => {} },
    ...settings,
  });
  return { source, clock, requests, warnings, token: async () => (await source.getToken()).value };
}
