import type { HttpClientSettings } from "@countersign/auth";
import type { Verifier } from "@countersign/crypto-core";
import type { ClearBankCredentialsSource } from "./credentials.js";
import { type ClearBankEnvironment, describeEnvironment, type EnvironmentFacts } from "./environments.js";
import type { EuCanonical, SignBodyless } from "./sign-request.js";

/** How ClearBank is reached, and as whom. */
export interface ClearBankClientSettings extends HttpClientSettings {
  /** One of ClearBank's environments, or a base URL. */
  readonly environment: ClearBankEnvironment | URL;
  /**
   * Token and signer, or a function that gives the current ones. It is called once for each call; what it gives is
   * kept for all attempts of that call.
   */
  readonly credentials: ClearBankCredentialsSource;
  /**
   * ClearBank's public key for this institution, from the portal's Webhook Management page; several while it changes.
   * For `webhooks` only.
   */
  readonly verifier?: Verifier | readonly Verifier[];
  /**
   * Allows a signer whose key came from a file in a production environment, where ClearBank requires one that never
   * leaves its HSM. False by default.
   */
  readonly allowFileKeyInProduction?: boolean;
  /**
   * Whether requests without a body are signed, over no bytes: `never` (the default), `delete`, or `always`, which
   * means all but GET. ClearBank's documents have differed; its current ones say never.
   */
  readonly signBodyless?: SignBodyless;
  /** Makes a request's id where the caller gives none: a UUID by default. */
  readonly newRequestId?: () => string;
  /**
   * The text that is signed for a GET or a DELETE in the EU. Required in the EU's environments, refused in the UK's,
   * and what makes a base URL one of the EU's.
   *
   * @beta
   */
  readonly euCanonical?: EuCanonical;
}

/** What the settings of region and environment come to. */
export interface Surroundings extends Omit<EnvironmentFacts, "isEu"> {
  /** Given in the EU only. */
  readonly euCanonical: EuCanonical | undefined;
}

/** @throws TypeError where region and `euCanonical` do not fit. */
export function toSurroundings({
  environment,
  euCanonical,
}: Pick<ClearBankClientSettings, "environment" | "euCanonical">): Surroundings {
  const { isEu, ...facts } = describeEnvironment(environment);
  if (isEu && !euCanonical) {
    throw new TypeError(
      "the EU's environments need euCanonical: what is signed for a GET or a DELETE there is not published; ask ClearBank for it",
    );
  }
  if (isEu === false && euCanonical)
    throw new TypeError("euCanonical is for the EU; this environment is the UK's");
  return { ...facts, euCanonical };
}
