import { BlockList, isIP } from "node:net";
import { resolve } from "node:path";

/** One setting: what it is called is its key in the table of settings. */
export interface Setting<Value> {
  readonly default: Value;
  /** For the help text: what it does and what may stand there. */
  readonly about: string;
  /** Never in the configuration file, which people copy about. */
  readonly isSecret?: boolean;
  /**
   * @param value of the configuration file, or the text of an environment variable.
   * @param folder what a relative path is relative to.
   * @throws Error with the end of a sentence that begins with the setting's name.
   */
  readonly read: (value: unknown, folder: string) => NonNullable<Value>;
}

type Described = Pick<Setting<never>, "about" | "isSecret">;

/** Some text, such as a name or a secret. */
export function text<Default extends string | undefined>(
  fallback: Default,
  described: Described,
): Setting<string | Default> {
  return { ...described, default: fallback, read: (value) => requireText(value) };
}

/** One of these words. */
export function oneOf<const Word extends string, Default extends Word | undefined>(
  words: readonly Word[],
  fallback: Default,
  described: Described,
): Setting<Word | Default> {
  return {
    ...described,
    default: fallback,
    read(value) {
      const word = words.find((each) => each === value);
      if (word === undefined) throw new Error(`must be one of ${words.join(", ")}`);
      return word;
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

/** The path of a file or a folder. */
export function path<Default extends string | undefined>(
  fallback: Default,
  described: Described,
): Setting<string | Default> {
  return { ...described, default: fallback, read: (value, folder) => resolve(folder, requireText(value)) };
}

/** Paths of files: an array, or text with commas. */
export function paths(described: Described): Setting<readonly string[]> {
  return {
    ...described,
    default: [],
    read(value, folder) {
      const items = typeof value === "string" ? value.split(",").map((item) => item.trim()) : value;
      if (!Array.isArray(items)) throw new Error("must be an array, or text with commas between its items");
      return items.map((item) => resolve(folder, requireText(item)));
    },
  };
}

/** A URL that the internet reaches us at: https, without query or password. */
export function httpsUrl(described: Described): Setting<URL | undefined> {
  return {
    ...described,
    default: undefined,
    read(value) {
      const given = requireText(value);
      const url = URL.canParse(given) ? new URL(given) : undefined;
      if (url?.protocol !== "https:") throw new Error("must be an https URL");
      if (url.username || url.password || url.search || url.hash) {
        throw new Error("must hold no user name, password, query or fragment");
      }
      return url;
    },
  };
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8);
loopback.addAddress("::1", "ipv6");

/** Whether what listens there is reached from this machine alone. */
export function isLoopbackHost(hostname: string): boolean {
  if (hostname === "localhost") return true;
  const address = hostname.replace(/^\[(.*)\]$/, "$1");
  return isIP(address) !== 0 && loopback.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

function requireText(value: unknown): string {
  if (typeof value !== "string" || value === "") throw new Error("must be text");
  return value;
}
