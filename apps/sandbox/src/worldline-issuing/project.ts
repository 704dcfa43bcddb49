import { isObject } from "./amounts.js";

/** A member that is shown only where `embed` asks for it. It is read then and not before, so it may lead back. */
class Embedded {
  readonly read: () => unknown;
  readonly name: string | undefined;

  constructor(read: () => unknown, name: string | undefined) {
    this.read = read;
    this.name = name;
  }
}

/**
 * Leaves a member out unless `embed` asks for it.
 *
 * @param name what `embed` calls it, where that is not the member's own name
 */
export function embedded(read: () => unknown, name?: string): unknown {
  return new Embedded(read, name);
}

/** What is shown of an operation's data: what `embed` asks for and, where there is a `filter`, the members it names. */
export function project(
  data: unknown,
  { embed = [], filter }: { readonly embed?: readonly string[]; readonly filter?: readonly string[] },
): unknown {
  const shown = reveal(data, "", new Set(embed.flatMap(withParents)));
  return filter === undefined ? shown : keepOnly(shown, filter);
}

/** `cards.orders` stands for `cardContracts.cards.orders`, and asks for the card contracts and their cards as well. */
function withParents(name: string): string[] {
  const parts = (name.startsWith("cards.") ? `cardContracts.${name}` : name).split(".");
  return parts.map((_part, index) => parts.slice(0, index + 1).join("."));
}

function reveal(value: unknown, path: string, wanted: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => reveal(item, path, wanted));
  if (!isObject(value)) return value;
  const members = Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
    if (!(member instanceof Embedded)) return [[name, reveal(member, `${path}${name}.`, wanted)]];
    const asked = `${path}${member.name ?? name}`;
    return wanted.has(asked) ? [[name, reveal(member.read(), `${asked}.`, wanted)]] : [];
  });
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

function keepOnly(value: unknown, names: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => keepOnly(item, names));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
}
