/**
 * The addresses that proxies wrote down, the nearest last; what is no address is left as it is. `X-Forwarded-For` and
 * `Forwarded` are each read on their own: a proxy that writes one may pass on the other from anybody.
 *
 * @see RFC 7239 section 4
 */
export function forwardedFor(headers: Pick<Headers, "get">): (readonly string[])[] {
  const [list, elements] = [headers.get("x-forwarded-for"), headers.get("forwarded")];
  return [
    ...(list === null ? [] : [list.split(",").map((hop) => addressOf(hop.trim()))]),
    ...(elements === null ? [] : [splitQuoted(elements, ",").map(forParameter)]),
  ];
}

/** Without port and brackets: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function addressOf(node: string): string {
  return /^\[(.*)\](?::\d+)?$/.exec(node)?.[1] ?? /^([\d.]+):\d+$/.exec(node)?.[1] ?? node;
}

function forParameter(element: string): string {
  const nodes = splitQuoted(element, ";").flatMap((pair) => /^\s*for=(.*?)\s*$/i.exec(pair)?.[1] ?? []);
  const [node = "", ...more] = nodes;
  return more.length > 0 ? "" : addressOf(node.replace(/^"(.*)"$/, "$1"));
}

function splitQuoted(text: string, separator: "," | ";"): string[] {
  const parts = [""];
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    if (character === separator && !isQuoted) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}
