import type { Handle } from "pkcs11js";
import { SignerError } from "../errors.js";
import { explained, returnValue } from "./errors.js";
import type { Pkcs11Module } from "./module.js";

/**
 * The slot that the token of this label is in. Labels stay; slot numbers do not: SoftHSM gives a token another
 * one when it initialises it, and readers number by the order of plugging in.
 */
export function findSlot({ library }: Pkcs11Module, tokenLabel: string): Handle {
  const tokens = explained("Listing the tokens", () =>
    library
      .C_GetSlotList(true)
      .map((slot) => ({ slot, label: library.C_GetTokenInfo(slot).label.trimEnd() })),
  );
  const [found, another] = tokens.filter(({ label }) => label === tokenLabel);
  if (another) {
    throw new SignerError(
      "ERR_SIGNER_TOKEN_AMBIGUOUS",
      `Several tokens are labelled "${tokenLabel}": give each a label of its own.`,
    );
  }
  if (!found) {
    // SoftHSM lists an empty token that waits to be initialised.
    const labels = tokens.filter(({ label }) => label !== "").map(({ label }) => `"${label}"`);
    throw new SignerError(
      "ERR_SIGNER_TOKEN_MISSING",
      `No token is labelled "${tokenLabel}". ${
        labels.length === 0
          ? "The module has none: plug it in, or initialise one (SoftHSM reads SOFTHSM2_CONF to find its own)."
          : `There are: ${labels.join(", ")}.`
      }`,
    );
  }
  return found.slot;
}

/** Opens sessions and logs in, which holds for every session that this process has with the token. */
export function openSessions(
  { binding, library }: Pkcs11Module,
  slot: Handle,
  { pin, sessions }: { readonly pin: string; readonly sessions: number },
): Handle[] {
  const opened: Handle[] = [];
  try {
    for (let count = 0; count < sessions; count += 1) {
      opened.push(
        explained("Opening a session", () => library.C_OpenSession(slot, binding.CKF_SERIAL_SESSION)),
      );
    }
    explained("Logging in", () => login(() => library.C_Login(opened[0] as Handle, binding.CKU_USER, pin)));
    return opened;
  } catch (error) {
    for (const session of opened) library.C_CloseSession(session);
    throw error;
  }
}

/** The token may be open in this process already, by whoever logged in first. */
function login(attempt: () => void): void {
  try {
    attempt();
  } catch (error) {
    if (returnValue(error) !== "CKR_USER_ALREADY_LOGGED_IN") throw error;
  }
}
