import { DeliveryError } from "../errors.js";

/** Why a database could not be used at all. */
export function explainOpening(cause: unknown): DeliveryError {
  return new DeliveryError(
    "ERR_DELIVERY_UNAVAILABLE",
    `PostgreSQL cannot be used (${String((cause as Error).message)}). Check the address and the role's rights.`,
    { cause },
  );
}

/**
 * What a failure means: that of a statement, where the server answered and refuses, or that of the server. Its
 * SQLSTATE tells: classes 08, 53, 57 and 58 are about the server, and without one it did not answer.
 *
 * @see PostgreSQL, appendix A, "PostgreSQL Error Codes"
 */
export function explainFailure(cause: unknown): DeliveryError {
  const { code = "", message } = cause as { code?: string; message?: string };
  if (/^[0-9A-Z]{5}$/.test(code) && !/^(?:08|25006|40|53|55|57|58|XX)/.test(code)) {
    return new DeliveryError("ERR_DELIVERY_STATEMENT", `PostgreSQL refused a statement: ${message}`, {
      cause,
    });
  }
  return new DeliveryError(
    "ERR_DELIVERY_UNAVAILABLE",
    `PostgreSQL did not confirm (${message}): whether it stored anything is unknown, so count on nothing.`,
    { cause },
  );
}
