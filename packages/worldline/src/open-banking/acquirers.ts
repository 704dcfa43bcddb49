/** Whether messages are signed: by us, and by the service. */
export type MessageSigning = "required" | "optional" | "off";

/** What differs from acquirer to acquirer. */
export interface WorldlineAcquirer {
  /** The host of production; undefined where Worldline gives it at onboarding. */
  readonly production: string | undefined;
  /** The host for tests, which all of them share. */
  readonly test: string;
  /** `Client` of tokens of version 1; undefined where Worldline gives it at onboarding. */
  readonly client: string | undefined;
  /**
   * `required`: requests are signed, and an unsigned success is not believed. `off`: only the request for a token is
   * signed. Where an acquirer publishes nothing, `required` stands here, which is the safe mistake.
   */
  readonly messageSigning: MessageSigning;
}

/** The acquirers whose iDEAL runs on the Open Banking Service. */
export type WorldlineAcquirerName =
  | "generic"
  | "abn-amro"
  | "rabobank"
  | "bnp-paribas"
  | "deutsche-bank"
  | "bng";

const test = "https://digitalroutingservice.awltest.de";

/**
 * The acquirers' hosts, client names and policies. ING is not among them: its iDEAL is another API.
 *
 * @see Worldline, "Sending signed requests and responses", by which the acquirer decides on signatures
 */
export const worldlineAcquirers: Readonly<Record<WorldlineAcquirerName, WorldlineAcquirer>> = {
  generic: { production: undefined, test, client: undefined, messageSigning: "required" },
  "abn-amro": { production: "https://ecommerce.abnamro.nl", test, client: "ABN", messageSigning: "off" },
  rabobank: {
    production: "https://ideal.rabobank.nl",
    test,
    client: "RaboiDEAL",
    messageSigning: "required",
  },
  "bnp-paribas": {
    production: "https://ecommerce.bnpparibas.com",
    test,
    client: "BnppNL",
    messageSigning: "required",
  },
  "deutsche-bank": {
    production: "https://myideal.db.com",
    test,
    client: "DeubaNL",
    messageSigning: "required",
  },
  bng: {
    production: "https://openbanking1.worldline-solutions.com",
    test,
    client: "BngNL",
    messageSigning: "required",
  },
};

/** @throws TypeError for a name that is none. */
export function findAcquirer(name: WorldlineAcquirerName): WorldlineAcquirer {
  if (Object.hasOwn(worldlineAcquirers, name)) return worldlineAcquirers[name];
  throw new TypeError(`acquirer must be one of ${Object.keys(worldlineAcquirers).join(", ")}`);
}

/**
 * The base URL of an environment.
 *
 * @throws TypeError where the acquirer's is not published, and where a URL would do without TLS.
 */
export function baseUrlOf(environment: "test" | "production" | URL, acquirer: WorldlineAcquirer): URL {
  if (environment instanceof URL) return requireHttps(environment, "environment");
  if (environment !== "test" && environment !== "production") {
    throw new TypeError('environment must be "test", "production" or a URL');
  }
  const host = acquirer[environment];
  if (host !== undefined) return new URL(host);
  throw new TypeError(
    `the ${environment} host of this acquirer is not published: give its URL as environment`,
  );
}

/** @throws TypeError for anything but https: Worldline refuses connections without TLS, and so do we. */
export function requireHttps(url: URL, setting: string): URL {
  if (url.protocol === "https:") return url;
  throw new TypeError(`${setting} must begin with https:, not ${url.protocol}`);
}
