import type { Call, ClearstreamRequestOptions } from "./call.js";
import { clearstreamScopes } from "./scopes.js";

/** Answer of `/playground/v1/info`. */
export interface PlaygroundInfo {
  /** A greeting. */
  readonly info_str: string;
  /** Of the API. */
  readonly version: string;
}

/**
 * The free API with synthetic answers.
 *
 * @see Clearstream API Developer Guide, "Accessing the Playground API"
 */
export interface Playground {
  /** GET /playground/v1/info: a greeting and the version. */
  info(options?: Pick<ClearstreamRequestOptions, "signal">): Promise<PlaygroundInfo>;
  /** The shape of the answer is not published. */
  echo(value: string, options?: Pick<ClearstreamRequestOptions, "signal">): Promise<unknown>;
}

/** @param callWith makes calls with a token that has a scope. */
export function createPlayground(callWith: (scope: string) => Call): Playground {
  const call = callWith(clearstreamScopes.playground);
  return {
    info: async (options) => (await call<PlaygroundInfo>("GET", "/playground/v1/info", options)).data,
    echo: async (value, options) =>
      (await call("GET", `/playground/v1/echo?value=${encodeURIComponent(value)}`, options)).data,
  };
}
