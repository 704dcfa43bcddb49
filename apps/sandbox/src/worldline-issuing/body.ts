import type { Exchange } from "../wire/exchange.js";
import { JsonNumber, readRawJson } from "../wire/raw-json.js";
import { quoted, Refusal } from "../wire/refusal.js";
import { amountsFromWire, isObject } from "./amounts.js";
import { parseDateTime } from "./date-times.js";
import type { MemberKind } from "./request-object.js";
import { requestObjects } from "./request-objects.js";
import * as rules from "./rules.js";

/**
 * The body of a request. Worldline marks hardly any as required, so an empty one is an object without members. It is
 * checked against the object that the operation takes, unless the handler is the one to know that.
 */
export function readBody(exchange: Exchange, object: string): unknown {
  const body = exchange.body.length === 0 ? {} : parse(exchange);
  checkObject(body, object, "");
  return amountsFromWire(body);
}

function parse({ body, mediaType }: Exchange): unknown {
  if (mediaType !== "application/json") {
    throw new Refusal(rules.bodyJson, `Expected Content-Type application/json, got ${quoted(mediaType)}.`);
  }
  try {
    return readRawJson(body.toString("utf8"));
  } catch {
    throw new Refusal(rules.bodyJson, `Expected JSON, got ${body.length} bytes that are none.`);
  }
}

function checkObject(value: unknown, object: string, path: string): void {
  if (!isObject(value)) {
    if (path === "")
      throw new Refusal(rules.bodyJson, "Expected a JSON object in the body, got another value.");
    throw wrongType(path, "an object");
  }
  const members = requestObjects[object];
  if (members === undefined) return;
  const below = (name: string) => (path === "" ? name : `${path}.${name}`);
  for (const name of Object.keys(members)) {
    if (name.endsWith("!") && value[name.slice(0, -1)] === undefined) {
      throw new Refusal(rules.bodyMember, `Expected the member ${below(name.slice(0, -1))}, got none.`);
    }
  }
  for (const [name, member] of Object.entries(value)) {
    const kind = kindOf(members, name);
    if (kind === undefined) {
      throw new Refusal(rules.bodyMember, `Expected members of ${object} only, got ${quoted(below(name))}.`);
    }
    checkMember(member, kind, below(name));
  }
}

function kindOf(members: Readonly<Record<string, MemberKind>>, name: string): MemberKind | undefined {
  const listed = [name, `${name}!`].find((each) => Object.hasOwn(members, each));
  return listed === undefined ? undefined : members[listed];
}

function checkMember(value: unknown, kind: MemberKind, path: string): void {
  if (typeof kind === "object") {
    if (kind.one.includes(String(value))) return;
    throw wrongType(path, `one of ${kind.one.join(", ")}`);
  }
  const check = simpleKinds[kind];
  if (check !== undefined) {
    if (!check.accepts(value)) throw wrongType(path, check.wanted);
  } else if (!kind.endsWith("[]")) {
    checkObject(value, kind, path);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkObject(item, kind.slice(0, -2), `${path}[${index}]`);
  } else {
    throw wrongType(path, "an array");
  }
}

interface SimpleKind {
  readonly wanted: string;
  readonly accepts: (value: unknown) => boolean;
}

const isText = (value: unknown): value is string => typeof value === "string";

const simpleKinds: Readonly<Partial<Record<string, SimpleKind>>> = {
  text: { wanted: "text", accepts: isText },
  texts: { wanted: "an array of texts", accepts: (value) => Array.isArray(value) && value.every(isText) },
  flag: { wanted: "true or false", accepts: (value) => typeof value === "boolean" },
  whole: {
    wanted: "a whole number",
    accepts: (value) => value instanceof JsonNumber && /^-?\d{1,19}$/.test(value.text),
  },
  dateTime: {
    wanted: "a time like 2026-01-31T23:59:59Z",
    accepts: (value) => isText(value) && parseDateTime(value) !== undefined,
  },
  map: {
    wanted: "an object of texts",
    accepts: (value) => isObject(value) && Object.values(value).every(isText),
  },
};

function wrongType(path: string, wanted: string): Refusal {
  return new Refusal(rules.bodyMember, `Expected the member ${path} to be ${wanted}, got another value.`);
}
