import { quoted, Refusal } from "../../wire/refusal.js";
import { type AttributePath, findPath, findSubPath } from "./attribute-path.js";
import { comparison, type Predicate } from "./comparison.js";
import * as rules from "./rules.js";
import type { Attribute, Schema } from "./schema.js";

type FindPath = (text: string) => AttributePath | undefined;

/** Brackets, strings of JSON, and words: attribute paths, operators, numbers. */
const tokenPattern = /\s*(?:([()[\]])|("(?:\\.|[^"\\])*")|([^\s()[\]"]+))/gy;
const longest = 4_000;
const deepest = 50;

/** The filter of RFC 7644 3.4.2.2, over resources of one type. */
export function parseFilter(text: string, schema: Schema): Predicate {
  return new Parser(text, (path) => findPath(path, schema)).parse();
}

/** The same over the elements of one attribute: what stands in brackets in the path of a PATCH operation. */
export function parseElementFilter(text: string, attribute: Attribute): Predicate {
  return new Parser(text, (path) => findSubPath(path, attribute)).parse();
}

class Parser {
  readonly #tokens: readonly string[];
  #at = 0;
  #depth = 0;
  #find: FindPath;

  constructor(text: string, find: FindPath) {
    this.#tokens = tokensOf(text);
    this.#find = find;
  }

  parse(): Predicate {
    const predicate = this.#or();
    if (this.#peek() !== undefined) throw refusal(`Unexpected ${quoted(this.#next())} behind the filter`);
    return predicate;
  }

  /** "or" binds less than "and", and "and" less than "not". */
  #or(): Predicate {
    let left = this.#and();
    while (this.#skipWord("or")) {
      const [first, second] = [left, this.#and()];
      left = (value) => first(value) || second(value);
    }
    return left;
  }

  #and(): Predicate {
    let left = this.#term();
    while (this.#skipWord("and")) {
      const [first, second] = [left, this.#term()];
      left = (value) => first(value) && second(value);
    }
    return left;
  }

  #term(): Predicate {
    const isNegated = this.#skipWord("not");
    if (isNegated && this.#peek() !== "(") throw refusal('Expected "(" behind not');
    if (this.#peek() !== "(") return this.#expression();
    this.#next();
    this.#depth += 1;
    if (this.#depth > deepest) throw refusal(`Parentheses stand ${deepest} deep at most here`);
    const inner = this.#or();
    this.#expect(")");
    this.#depth -= 1;
    return isNegated ? (value) => !inner(value) : inner;
  }

  #expression(): Predicate {
    const name = this.#next();
    const path = this.#find(name);
    if (path === undefined) throw refusal(`${quoted(name)} is no attribute here`);
    if (this.#peek() === "[") return this.#elements(path);
    const operator = this.#next().toLowerCase();
    return comparison(path, operator, operator === "pr" ? undefined : this.#value());
  }

  /** `emails[type eq "work" and value co "@example.com"]`: one element that meets it all. */
  #elements({ attribute, sub }: AttributePath): Predicate {
    if (attribute.subAttributes === undefined || sub !== undefined) {
      throw refusal(`${quoted(attribute.name)} has no elements to filter`);
    }
    this.#next();
    const outer = this.#find;
    this.#find = (path) => findSubPath(path, attribute);
    const inner = this.#or();
    this.#expect("]");
    this.#find = outer;
    return (value) =>
      [value[attribute.name] ?? []].flat().some((each) => inner(each as Readonly<Record<string, unknown>>));
  }

  #value(): unknown {
    const token = this.#next();
    try {
      return JSON.parse(token);
    } catch {
      throw refusal(`Expected a value in JSON, such as "text" in quotes, got ${quoted(token)}`);
    }
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  #next(): string {
    const token = this.#peek();
    if (token === undefined) throw refusal("The filter ends too early");
    this.#at += 1;
    return token;
  }

  #skipWord(word: string): boolean {
    const isNext = this.#peek()?.toLowerCase() === word;
    if (isNext) this.#at += 1;
    return isNext;
  }

  #expect(token: string): void {
    const got = this.#next();
    if (got !== token) throw refusal(`Expected ${quoted(token)}, got ${quoted(got)}`);
  }
}

function tokensOf(text: string): string[] {
  if (text.length > longest) throw refusal(`A filter has at most ${longest} characters here`);
  const tokens: string[] = [];
  let end = 0;
  for (const match of text.matchAll(tokenPattern)) {
    tokens.push(match[0].trimStart());
    end = match.index + match[0].length;
  }
  if (text.slice(end).trim() !== "")
    throw refusal(`Cannot read the filter from ${quoted(text.slice(end))} on`);
  return tokens;
}

function refusal(reason: string): Refusal {
  return new Refusal(rules.scimFilter, `${reason}; see RFC 7644 3.4.2.2.`);
}
