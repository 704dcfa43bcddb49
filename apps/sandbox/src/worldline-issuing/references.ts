import { quoted, Refusal } from "../wire/refusal.js";
import { find, type Kind } from "./find.js";
import { referenceTaken } from "./rules.js";
import type { IssuerState } from "./state.js";

/** A new reference of Worldline's: as many digits, each a later number than the one before. */
export function nextReference(issuer: IssuerState, digits: number = 16): string {
  const reference = `2${String(issuer.nextReference).padStart(digits - 1, "0")}`;
  issuer.nextReference += 1;
  return reference;
}

/** An external reference as a member of an identifier; none where the issuer gave none. @throws Refusal */
export function externalReference<Name extends string, Thing>(
  issuer: IssuerState,
  kind: Kind<Thing> & { readonly external: Name },
  reference: string | undefined,
): { readonly [name in Name]?: string } {
  if (reference === undefined) return {};
  const member = { [kind.external]: reference } as { readonly [name in Name]: string };
  if (find(kind, issuer, member) === undefined) return member;
  throw new Refusal(
    referenceTaken,
    `There is a ${kind.what} with the external reference ${quoted(reference)}.`,
  );
}
