import type { HttpClientSettings, TokenSharing } from "@countersign/auth";
import type { MessageSigning, WorldlineAcquirerName } from "../acquirers.js";
import type { SigningIdentity } from "../identity.js";
import type { TokenV1 } from "../token/token-v1.js";
import type { TokenV2 } from "../token/token-v2.js";
import type { WorldlineMessage } from "./message.js";

/** How the Open Banking Service is reached, and as whom. */
export interface WorldlineOpenBankingClientSettings extends HttpClientSettings, TokenSharing {
  /** The acquirer's test or production host, or a base URL. https only. */
  readonly environment: "test" | "production" | URL;
  /**
   * Gives the host, the client's name and whether messages are signed ({@link worldlineAcquirers}). `generic` by default,
   * with Worldline's test host and all signed.
   */
  readonly acquirer?: WorldlineAcquirerName;
  /**
   * Whether messages are signed; the acquirer's policy by default. `optional` signs requests and believes unsigned
   * answers: whoever can strip a signature is then not noticed. A signature that is there has to be right, always.
   */
  readonly messageSigning?: MessageSigning;
  /**
   * Which requests are signed: `documented` (the default) are POST /payments, GET /payments/…/status and
   * GET /preferences/…; `all` is every one. A call's `sign` decides for itself.
   */
  readonly signedOperations?: "documented" | "all";
  /** Calls `/preferences/{id}/` with a slash at its end, as the interface file has it. False by default. */
  readonly preferencesTrailingSlash?: boolean;
  /** From the back office. */
  readonly initiatingPartyId: string;
  /** For a token that holds for this merchant only. */
  readonly subId?: string;
  /** Which generation of tokens, and how they are asked for. */
  readonly token: TokenV1 | TokenV2;
  /** Our key and the certificate that was uploaded to the back office. */
  readonly signing: SigningIdentity;
  /**
   * PEM certificates of the service, from the back office; several while one replaces another. May be empty only where
   * `messageSigning` is `off`: signatures that come all the same are then not looked at.
   */
  readonly serviceCertificates: readonly string[];
  /** Makes X-Request-IDs, 1 to 36 characters: a UUID by default. */
  readonly newRequestId?: () => string;
  /** Told every string that is signed, those of tokens included: the first thing to look at when one is refused. */
  readonly onSigned?: (signatureBase: string) => void;
  /**
   * Told of every sending and of every answer with its signature, as proof: of repetitions too, of the refusal of a token
   * that has ended (403, code 017), of none for tokens. They hold personal data.
   */
  readonly onMessage?: (message: WorldlineMessage) => void;
}
