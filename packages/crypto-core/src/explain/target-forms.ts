import type { HttpMessage } from "../cavage/http-message.js";

/** A value of (request-target), and how it differs from the right one. */
export type TargetForm = readonly [value: string, what: string];

/** The request's URL with scheme and host; or the path alone, where the message has the URL as its target. */
export function urls({ method = "", target = "" }: HttpMessage, host: string | undefined): TargetForm[] {
  const path = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "");
  const forms: TargetForm[] = [];
  for (const verb of [method.toLowerCase(), method.toUpperCase()]) {
    if (path !== target) {
      forms.push([
        `${verb} ${path || "/"}`,
        "path and query, but the message has an absolute URL as its target",
      ]);
    } else if (host) {
      for (const [prefix, what] of [
        [`https://${host}`, "an absolute URL"],
        [`http://${host}`, "an absolute URL"],
        [`//${host}`, "a URL with its host"],
        [host, "host and path"],
      ]) {
        forms.push([`${verb} ${prefix}${target}`, what ?? ""]);
      }
    }
  }
  return forms;
}

/** What clients, frameworks and proxies make of a path. */
export function alteredTargets({ method = "", target = "" }: HttpMessage): TargetForm[] {
  const verb = method.toLowerCase();
  const [, path = "", query = ""] = /^([^?]*)(.*)$/s.exec(target) ?? [];
  const paths: TargetForm[] = [
    [target.toLowerCase(), "in lower case"],
    [attempt(() => decodeURI(target)), "without its percent escapes"],
    [attempt(() => decodeURIComponent(target)), "without its percent escapes"],
    [attempt(() => encodeURI(target)), "with percent escapes of its own"],
    [target.replace(/%[0-9a-f]{2}/g, (octet) => octet.toUpperCase()), "with its escapes in upper case"],
    [target.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase()), "with its escapes in lower case"],
    [target.replace(/^\//, ""), "without the leading slash"],
    [
      path.endsWith("/") ? path.slice(0, -1) + query : `${path}/${query}`,
      "with or without a slash at the end",
    ],
    [query.slice(1), "the query alone"],
    ...shorterPaths(target),
  ];
  const forms: TargetForm[] = paths.map(([value, what]) => [`${verb} ${value}`, what]);
  forms.push([target, "without the method"], [`${verb}${target}`, "no blank between method and path"]);
  forms.push([`${verb}: ${target}`, "a colon behind the method"], [verb, "the method alone"]);
  for (const other of ["get", "post", "put", "patch", "delete", "head"]) {
    if (other !== verb) forms.push([`${other} ${target}`, `the method ${other}`]);
  }
  return forms;
}

/** A proxy may have put segments before the path. */
function shorterPaths(target: string): TargetForm[] {
  const [path = "", ...query] = target.split(/(?=\?)/);
  const segments = path.split("/").slice(1);
  return segments
    .slice(1)
    .map((_, index) => [
      `/${segments.slice(index + 1).join("/")}${query.join("")}`,
      "without the beginning of the path",
    ]);
}

function attempt(convert: () => string): string {
  try {
    return convert();
  } catch {
    return "";
  }
}
