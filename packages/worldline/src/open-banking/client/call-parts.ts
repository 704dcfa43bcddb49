import type { HttpClient, TokenSource } from "@countersign/auth";
import type { MessageSigning } from "../acquirers.js";
import type { SigningIdentity } from "../identity.js";
import type { ServiceKeyResolver } from "../message/verify-service-message.js";
import type { WorldlineCall } from "./call.js";
import type { WorldlineMessage } from "./message.js";

/** What calls are made with. */
export interface CallParts {
  readonly base: URL;
  readonly http: HttpClient;
  readonly tokens: TokenSource;
  readonly identity: SigningIdentity;
  readonly messageSigning: MessageSigning;
  /** Undefined where no signatures are expected, and no certificates are known. */
  readonly resolveKey: ServiceKeyResolver | undefined;
  readonly newRequestId: () => string;
  readonly now: () => Date;
  readonly onSigned: ((signatureBase: string) => void) | undefined;
  readonly onMessage: ((message: WorldlineMessage) => void) | undefined;
}

/** A call of which nothing will change any more, whatever its caller does with what was passed. */
export interface PreparedCall {
  readonly method: WorldlineCall["method"];
  readonly url: URL;
  readonly body: Uint8Array<ArrayBuffer> | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly isSigned: boolean;
  readonly signal: AbortSignal | undefined;
}
