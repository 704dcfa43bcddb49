import { findCardNumbers } from "./find-card-numbers.js";
import { findIbans } from "./find-ibans.js";
import { findSecrets } from "./find-secrets.js";
import type { HiddenRange } from "./hidden-ranges.js";

/** What counts as personal data, and whether it is hidden. Secrets are hidden whatever is set here. */
export interface RedactorSettings {
  /**
   * Names of JSON members, parameters and headers whose values are personal, such as `DebtorName`; in any case
   * of letters, with or without `_` and `-`.
   */
  readonly personalFields?: readonly string[];
  /** Shows personal data, IBANs and card numbers: records and logs must then be kept as such data are. */
  readonly unsafeShowPersonalData?: boolean;
}

/** What is hidden: by the name it has, and by how it looks. */
export interface RedactionRules {
  hidesHeader(name: string): boolean;
  /** Of JSON. */
  hidesMember(name: string): boolean;
  /** Of a form or a query. */
  hidesParameter(name: string): boolean;
  find(text: string): HiddenRange[];
}

const secretMembers: readonly string[] = [
  "password",
  "passphrase",
  "secret",
  "client_secret",
  "private_key",
  "token",
  "access_token",
  "refresh_token",
  "id_token",
  "assertion",
  "client_assertion",
  "signature",
];

/** In JSON a `code` is an error's, which has to be seen; OAuth sends its own in forms and queries only. */
const secretParameters: readonly string[] = [...secretMembers, "code"];

/** The Signature header stays: it is no secret, and the first thing to look at when it is refused. */
const secretHeaders: readonly string[] = [
  ...secretMembers.filter((name) => name !== "signature"),
  "authorization",
  "proxy-authorization",
  "digitalsignature",
  "cookie",
  "set-cookie",
];

/** Makes the rules that all parts of a redactor follow. */
export function redactionRules({
  personalFields = [],
  unsafeShowPersonalData = false,
}: RedactorSettings): RedactionRules {
  const isIn = (secrets: readonly string[]) => {
    const names = new Set([...secrets, ...(unsafeShowPersonalData ? [] : personalFields)].map(simplify));
    return (name: string) => names.has(simplify(name));
  };
  return {
    hidesHeader: isIn(secretHeaders),
    hidesMember: isIn(secretMembers),
    hidesParameter: isIn(secretParameters),
    find(text) {
      // Most texts are short, and nothing that is looked for is.
      if (text.length < 13) return [];
      const personal = unsafeShowPersonalData ? [] : [...findIbans(text), ...findCardNumbers(text)];
      return [...findSecrets(text), ...personal];
    },
  };
}

/** `accessToken`, `access_token` and `'Access-Token'` are one name. */
function simplify(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
