import { resolve } from "node:path";
import {
  clearstreamEnvironments,
  type clearstreamEnvironments as Environments,
} from "@countersign/clearstream";
import { isLoopbackHost } from "../loopback.js";

/** One setting: what it is called is its key in the table of settings. */
export interface Setting<Value> {
  readonly default: Value;
  /** In the configuration's words, for the help text: what it does and what may stand there. */
  readonly about: string;
  /** Neither in the configuration file, which people copy about, nor on the command line, which everybody sees. */
  readonly isSecret?: boolean;
  /** Given on the command line without a value. */
  readonly isFlag?: boolean;
  /**
   * @param value of the configuration file, or the text of an environment variable or option.
   * @param folder what a relative path is relative to.
   * @throws Error with the end of a sentence that begins with the setting's name.
   */
  readonly read: (value: unknown, folder: string) => NonNullable<Value>;
}

type Described = Pick<Setting<never>, "about" | "isSecret">;

/** A host and a port to listen on. */
export interface Authority {
  readonly host: string;
  readonly port: number;
}

/** Some text, such as a name or a secret. */
export function text(described: Described): Setting<string | undefined> {
  return { ...described, default: undefined, read: (value) => requireText(value) };
}

/** A switch: true or false, as text too. */
export function flag(described: Described): Setting<boolean> {
  return {
    ...described,
    default: false,
    isFlag: true,
    read(value) {
      if (value === true || value === "true") return true;
      if (value === false || value === "false") return false;
      throw new Error("must be true or false");
    },
  };
}

/** A whole number in a range. */
export function wholeNumber(
  fallback: number,
  [least, most]: readonly [number, number],
  described: Described,
): Setting<number> {
  return {
    ...described,
    default: fallback,
    read(value) {
      const number = typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : value;
      if (Number.isInteger(number) && (number as number) >= least && (number as number) <= most) {
        return number as number;
      }
      throw new Error(`must be a whole number from ${least} to ${most}`);
    },
  };
}

/** The path of a file. */
export function file(described: Described): Setting<string | undefined> {
  return { ...described, default: undefined, read: (value, folder) => resolve(folder, requireText(value)) };
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

/** An address of this machine that no other machine can reach. */
export function loopbackHost(described: Described): Setting<string> {
  return {
    ...described,
    default: "127.0.0.1",
    read(value) {
      const host = requireText(value);
      if (isLoopbackHost(host)) return host.replace(/^\[(.*)\]$/, "$1");
      throw new Error("must be a loopback address: 127.0.0.1, ::1 or localhost");
    },
  };
}

/** `0.0.0.0:8090`, `[::]:8090` */
export function authority(described: Described): Setting<Authority | undefined> {
  return {
    ...described,
    default: undefined,
    read(value) {
      const [, bracketed, plain, port = ""] =
        /^(?:\[([0-9a-f:.]+)\]|([^:/@[\]\s]+)):(\d{1,5})$/i.exec(requireText(value)) ?? [];
      const host = bracketed ?? plain;
      if (host === undefined || Number(port) > 65535) {
        throw new Error('must be HOST:PORT, such as "0.0.0.0:8090" or "[::]:8090"');
      }
      return { host, port: Number(port) };
    },
  };
}

/** One of Clearstream's environments, or the origin of another server that speaks as it does. */
export function upstream(described: Described): Setting<URL | undefined> {
  return {
    ...described,
    default: undefined,
    read(value) {
      const given = requireText(value);
      if (Object.hasOwn(clearstreamEnvironments, given)) {
        return new URL(clearstreamEnvironments[given as keyof typeof Environments]);
      }
      const url = URL.canParse(given) ? new URL(given) : undefined;
      const portal = /^xact((?:-[a-z0-9-]+)?\.clearstream\.com)$/.exec(url?.hostname ?? "");
      if (portal) {
        throw new Error(`is the web portal, which refuses API calls: the API is at https://api${portal[1]}`);
      }
      if (url?.protocol === "https:" && url.href === `${url.origin}/`) return url;
      throw new Error(
        `must be ${Object.keys(clearstreamEnvironments).join(", ")}, or an https URL without user, path and query`,
      );
    },
  };
}

/** The beginning of paths, compared segment by segment. */
export function pathPrefix(described: Described): Setting<string | undefined> {
  return {
    ...described,
    default: undefined,
    read(value) {
      const path = requireText(value);
      // Compared as text with what comes in: it has to be written as it is sent.
      if (/^\/[\w\-.~!$&'()*+,=:@/]*$/.test(path) && !/\/\/|\/\.{1,2}(\/|$)/.test(path)) return path;
      throw new Error('must be paths that begin with "/", without "//", "..", "%", "?" and "#"');
    },
  };
}

function requireText(value: unknown): string {
  if (typeof value !== "string" || value === "") throw new Error("must be text");
  return value;
}
