import type { StateStore } from "./state/state-store.js";

/**
 * Points on which the documents contradict one another or say nothing. The first value is the default: what the
 * institution was seen to do.
 */
export const switchTable = {
  "clearbank.echo": {
    values: ["verbatim", "documented"],
    source: "clearbank: Authenticate your API calls; reference/clearbank.md 1.4",
    summary:
      "POST /v1/Test answers with the posted bytes, or as the documents print it: with a Message member",
  },
  "clearbank.insufficientFunds": {
    values: ["response", "assessment"],
    source: "clearbank: Use endpoints; reference/clearbank.md 2",
    summary:
      "a Faster Payment without the money for it is told so by its response, or accepted and failed by webhook",
  },
  "clearbank.linkHost": {
    values: ["blue", "own"],
    source: "clearbank: Use endpoints; reference/clearbank.md 1.1",
    summary:
      "halLinks name a host of ClearBank's own that the client does not know, or the sandbox's listener",
  },
  "clearbank.delete": {
    values: ["body", "unsigned", "signed"],
    source: "clearbank: Header parameters; reference/clearbank.md 1.2",
    summary:
      "DELETE is signed where it has a body, as the interfaces say; or never (documents of today); or always",
  },
  "clearbank.duplicateNotice": {
    values: ["response", "webhook"],
    source: "clearbank: 5xx status codes; reference/clearbank.md 1.5",
    summary:
      "a Faster Payment that is sent again is told so by 409, or by the webhook of its own duplicate check",
  },
  "clearstream.clientCertificate": {
    values: ["request-then-403", "require-in-handshake"],
    source: "clearstream: Troubleshooting 6; reference/clearstream.md 1.2",
    summary: "a client without certificate is told so by a 403, or fails in the TLS handshake",
  },
  "clearstream.maintenance": {
    values: ["off", "on"],
    source: "clearstream: reference/clearstream.md 1.3",
    summary: "every path, the downloads included, answers 503 with a page that tells of maintenance",
  },
  "worldline.signing": {
    values: ["required", "optional", "off"],
    source: "worldline: Sending signed requests and responses; reference/worldline.md 2.3",
    summary:
      "whether the acquirer demands Signature and Digest on requests and signs its answers; or does what the client does; or neither",
  },
  "worldline.payer": {
    values: ["bank-page", "amounts"],
    source: "worldline: reference/worldline.md 2.4, 2.10",
    summary: "whether the payer decides on the bank's page, or the amount as in the test environment",
  },
  "worldline.clientCertificate": {
    values: ["off", "required"],
    source: "worldline: Transport Level Security, Mutual TLS optional",
    summary: "whether a client has to show a certificate of the back office in the TLS handshake",
  },
  "worldline.v1GrantType": {
    values: ["either", "form", "query"],
    source: "worldline: Access Token - Version 1, Form Data and Example; reference/worldline.md 2.2",
    summary: "where a version 1 token request has to have its grant_type",
  },
  "worldline.v1ExpiresIn": {
    values: ["full", "remaining"],
    source: "worldline: Access Token - Version 1, Validity; reference/worldline.md 2.2",
    summary: "expires_in of a token that is handed out again: always 3600, or the seconds it still has",
  },
  "worldline.v2Certificate": {
    values: ["both", "body", "headers"],
    source: "worldline: Access Token - Version 2, Certificate based; reference/worldline.md 2.11",
    summary: "where a version 2 certificate request may put its date and signature",
  },
  "worldline.v2ScopeRequest": {
    values: ["whitespace", "whitespace-or-comma"],
    source: "worldline: Access Token - Version 2, Request; reference/worldline.md 2.11",
    summary: "what may stand between the services of a requested scope",
  },
  "worldline.scopeSeparator": {
    values: [",", " "],
    source: "worldline: Access Token - Version 2, Response; reference/worldline.md 2.11",
    summary: "what stands between the services of a granted scope",
  },
} as const;

export type SwitchName = keyof typeof switchTable;
type SwitchValue<N extends SwitchName> = (typeof switchTable)[N]["values"][number];

export interface SwitchDescription {
  readonly name: string;
  readonly value: string;
  readonly default: string;
  readonly values: readonly string[];
  readonly source: string;
  readonly summary: string;
}

export class Switches {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
  }

  get<N extends SwitchName>(name: N): SwitchValue<N> {
    const { values } = switchTable[name];
    const kept = this.#store.state.switches[name];
    // A value from an older state folder that is no longer offered counts as not set.
    return values.find((value) => value === kept) ?? values[0];
  }

  /** @returns the description, or undefined where there is no such switch or it has no such value */
  set(name: string, value: unknown): SwitchDescription | undefined {
    const known = this.list().find((each) => each.name === name);
    if (known === undefined || !known.values.some((each) => each === value)) return undefined;
    this.#store.state.switches[name] = value as string;
    this.#store.changed();
    return { ...known, value: value as string };
  }

  list(): SwitchDescription[] {
    return (Object.keys(switchTable) as SwitchName[]).map((name) => {
      const { values, source, summary } = switchTable[name];
      return { name, value: this.get(name), default: values[0], values, source, summary };
    });
  }
}
