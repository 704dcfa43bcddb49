import { CountersignError, SignerError } from "../errors.js";
import { untilAborted } from "../until-aborted.js";

/** What a vendor's error means, and the vendor's own name for it. */
export interface Failure {
  readonly kind: "throttled" | "unavailable" | "refused";
  readonly name: string;
}

/** A cloud's key service, as messages and errors know it. */
export interface KeyService {
  /** "AWS KMS". */
  readonly name: string;
  explain(error: unknown): Failure;
}

const kinds = {
  throttled: {
    code: "ERR_SIGNER_THROTTLED",
    remedy: "too many requests. Wait and try again, or ask for a higher quota.",
  },
  unavailable: {
    code: "ERR_SIGNER_UNAVAILABLE",
    remedy: "the service cannot be reached, or failed. Try again later.",
  },
  refused: {
    code: "ERR_SIGNER_REFUSED",
    remedy:
      "the service refused. Check the key's name, state and usage, and that these credentials may use it. The cause has the vendor's words.",
  },
} as const;

/**
 * Calls a key service; what it throws becomes a {@link SignerError}. Aborting ends the waiting at once, with the
 * signal's reason, whether the vendor's client knows of signals or not.
 */
export async function callService<T>(
  service: KeyService,
  doing: string,
  signal: AbortSignal | undefined,
  action: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  try {
    return await untilAborted(action(), signal);
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof CountersignError) throw cause;
    const { kind, name } = service.explain(cause);
    const { code, remedy } = kinds[kind];
    throw new SignerError(code, `${doing} with ${service.name} failed (${name}): ${remedy}`, { cause });
  }
}

/** What an HTTP status means to who asked for a signature; undefined where no answer came. */
export function failureOfStatus(status: number | undefined, error: unknown): Failure["kind"] {
  if (status === undefined) return isConnectionFailure(error) ? "unavailable" : "refused";
  if (status === 429) return "throttled";
  return status === 408 || status >= 500 ? "unavailable" : "refused";
}

/** Whether the network is to blame, by Node's codes; those of DNS, TCP and undici. */
function isConnectionFailure(error: unknown): boolean {
  const { code, name, cause } = error as { code?: unknown; name?: unknown; cause?: unknown };
  return (
    name === "TimeoutError" ||
    /^(?:ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EPIPE|EHOST|ENET|UND_ERR_)/.test(String(code)) ||
    (cause instanceof Error && isConnectionFailure(cause))
  );
}
