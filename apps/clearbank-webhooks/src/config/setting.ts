import { BlockList, isIP } from "node:net";
import { resolve } from "node:path";

/** One setting: what it is called is its key in the table of settings. */
export interface Setting<Value> {
  readonly default: Value;
  /** In the configuration's words, for the help text: what it does and what may stand there. */
  readonly about: string;
  /** Where it is read from the environment under a name of its own. */
  readonly variable?: string;
  /** Never in the configuration file, which people copy about. */
  readonly isSecret?: boolean;
  /**
   * @param value of the configuration file, or the text of an environment variable.
   * @param folder what a relative path is relative to.
   * @throws Error with the end of a sentence that begins with the setting's name.
   */
  readonly read: (value: unknown, folder: string) => NonNullable<Value>;
}

type Described = Pick<Setting<never>, "about" | "variable" | "isSecret">;

/** Some text, such as a name or a secret. */
export function text<Default extends string | undefined>(
  fallback: Default,
  described: Described,
): Setting<string | Default> {
  return { ...described, default: fallback, read: (value) => requireText(value) };
}

/** One of these words. */
export function oneOf<const Word extends string>(
  words: readonly Word[],
  described: Described,
): Setting<Word | undefined> {
  return {
    ...described,
    default: undefined,
    read(value) {
      const word = words.find((each) => each === value);
      if (word === undefined) throw new Error(`must be one of ${words.join(", ")}`);
      return word;
    },
  };
}

/** A switch: true or false, as text too. */
export function flag(described: Described): Setting<boolean> {
  return {
    ...described,
    default: false,
    read(value) {
      if (value === true || value === "true") return true;
      if (value === false || value === "false") return false;
      throw new Error("must be true or false");
    },
  };
}

/** A port; 0 is any free one. */
export function port(fallback: number, described: Described): Setting<number> {
  return {
    ...described,
    default: fallback,
    read(value) {
      const number = typeof value === "string" && /^\d{1,5}$/.test(value) ? Number(value) : value;
      if (Number.isInteger(number) && (number as number) >= 0 && (number as number) <= 65535) {
        return number as number;
      }
      throw new Error("must be a port number from 0 to 65535");
    },
  };
}

/** The path of a file. */
export function file<Default extends string | undefined>(
  fallback: Default,
  described: Described,
): Setting<string | Default> {
  return { ...described, default: fallback, read: (value, folder) => resolve(folder, requireText(value)) };
}

/** Several of something that is read as one: an array, or text with commas. */
export function listOf<Value>(one: Setting<Value>): Setting<readonly NonNullable<Value>[]> {
  return {
    ...one,
    default: [],
    read(value, folder) {
      const items = typeof value === "string" ? value.split(",").map((item) => item.trim()) : value;
      if (!Array.isArray(items)) throw new Error("must be an array, or text with commas between its items");
      return items.map((item) => one.read(item, folder));
    },
  };
}

/** A day or a moment, in ISO 8601. */
export function date(described: Described): Setting<Date | undefined> {
  return {
    ...described,
    default: undefined,
    read(value) {
      const pattern = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;
      const day = typeof value === "string" ? pattern.exec(value)?.[1] : undefined;
      const moment = new Date(day === undefined ? Number.NaN : (value as string));
      // JavaScript takes the 31st of February for a day of March.
      if (Number.isNaN(moment.getTime()) || !new Date(`${day}`).toISOString().startsWith(`${day}`)) {
        throw new Error('must be a date such as "2027-01-31" or "2027-01-31T12:00:00Z"');
      }
      return moment;
    },
  };
}

/** A URL to send payment data to: in clear it may go no further than this machine. */
export function secureUrl(described: Described): Setting<URL | undefined> {
  return {
    ...described,
    default: undefined,
    read(value) {
      const given = requireText(value);
      const url = URL.canParse(given) ? new URL(given) : undefined;
      const isInClear = url?.protocol === "http:" && isLoopbackHost(url.hostname);
      if (url === undefined || !(url.protocol === "https:" || isInClear)) {
        throw new Error("must be an https URL, or an http URL of this machine");
      }
      if (url.username || url.password) throw new Error("must hold no user name or password");
      return url;
    },
  };
}

/** An address, or a range of addresses in CIDR notation. */
export function addressRange(described: Described): Setting<string | undefined> {
  return {
    ...described,
    default: undefined,
    read(value) {
      const range = requireText(value);
      const [address = "", prefix, ...rest] = range.split("/");
      const bits = isIP(address) === 4 ? 32 : 128;
      const isPrefix = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
      if (isIP(address) !== 0 && isPrefix && rest.length === 0) return range;
      throw new Error('must be addresses or ranges such as "10.0.0.0/8"');
    },
  };
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8);
loopback.addAddress("::1", "ipv6");

function isLoopbackHost(hostname: string): boolean {
  if (hostname === "localhost") return true;
  const address = hostname.replace(/^\[(.*)\]$/, "$1");
  return isIP(address) !== 0 && loopback.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

function requireText(value: unknown): string {
  if (typeof value !== "string" || value === "") throw new Error("must be text");
  return value;
}
