import { UsageError } from "../errors.js";

/** Headers that say who calls: a secret in an argument can be seen by others, and these are made here. */
const ours = ["authorization", "proxy-authorization", "cookie"];

/** @throws UsageError where one is no `Name: value`, or says who calls. */
export function readCallHeaders(lines: readonly string[]): Headers {
  const headers = new Headers();
  for (const line of lines) {
    const [, name = "", value = ""] = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*([\x20-\x7e\t]*)$/.exec(line) ?? [];
    if (name === "")
      throw new UsageError('--header is a name, a colon and a value: "Accept: application/json".');
    if (ours.includes(name.toLowerCase())) {
      throw new UsageError(`--header cannot be ${name}: the token is asked for and sent here.`);
    }
    headers.append(name, value);
  }
  return headers;
}
