import type { WorldlineHeaders } from "./headers.js";

/** What a call may say besides what it asks for. */
export interface WorldlineRequestOptions {
  /** X-Request-ID, 1 to 36 characters. Give your own to be able to repeat the request after a restart. */
  readonly requestId?: string;
  /** Ends the call. Whether the service got the request is then unknown. */
  readonly signal?: AbortSignal;
  /** About the payer and their session. */
  readonly headers?: WorldlineHeaders;
  /**
   * Where status notifications go, https only. It ends in `/v2` or `/v3`, and the service appends
   * `/notification/status`; with the header `NotificationVersion` it is called as it is.
   */
  readonly notificationUrl?: URL;
  /** Where the payer comes back to; the service appends `scope` ({@link parseReturnUrl}). */
  readonly returnUrl?: URL;
  /** Whether this request is signed; by default what the acquirer and `signedOperations` say. */
  readonly sign?: boolean;
}

/** What can be put into a query; undefined is left out. */
export type WorldlineQuery = Readonly<Record<string, string | number | boolean | undefined>>;

/** One call. */
export interface WorldlineCall extends Pick<WorldlineRequestOptions, "requestId" | "signal" | "sign"> {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path and query below the host, ready for the wire. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A value, which is written as JSON once, or ready bytes. Those bytes are signed and sent. */
  readonly body?: unknown;
  /** Whether it is signed where the call does not say. */
  readonly isSignedByDefault: boolean;
  /** Sends again once after a timeout, a lost connection or 5xx, with the same id and bytes. */
  readonly isRepeated?: boolean;
  /** Told before each sending: 2 is the one after a first that failed. */
  readonly onSend?: (attempt: number) => void;
}

/** An answer, with the ids by which support finds it. */
export interface WorldlineResponse<T = unknown> {
  /** The HTTP status, from 200 to 299: all others are thrown. */
  readonly status: number;
  /** The body, with amounts as text. */
  readonly data: T;
  /** Our X-Request-ID. */
  readonly requestId: string;
  /** The service's own X-Request-ID, which is never ours. */
  readonly correlationId: string | undefined;
  /** As received: it is signed as this text. */
  readonly messageCreateDateTime: string | undefined;
  /** Whether Digest and Signature were there, and right. */
  readonly verified: boolean;
}

/** Makes a call: resources are functions over this one. */
export type Call = <T>(call: WorldlineCall) => Promise<WorldlineResponse<T>>;
