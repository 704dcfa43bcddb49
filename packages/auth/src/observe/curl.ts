import type { Attempt } from "./attempt.js";
import { mask } from "./hidden-ranges.js";
import type { RedactedHeaders } from "./redact-headers.js";

/** A command for a POSIX shell that sends the request; a comment says what has to be put in by hand first. */
export function toCurl({ method, url, headers, body, bodySize }: Attempt): string {
  // curl writes the length of what it sends, which need not be what was sent.
  const given = headers.filter(([name]) => name !== "content-length");
  const options = [
    // For a HEAD by name, curl would wait for a body that never comes.
    method === "HEAD" ? "--head" : `--request ${quote(method)}`,
    // Brackets and braces of the URL are no patterns.
    `--globoff ${quote(url)}`,
    ...given.map(([name, value]) => `--header ${quote(value === "" ? `${name};` : `${name}: ${value}`)}`),
    ...(body === undefined ? [] : bodyOptions(body, given)),
  ];
  const missing = [
    ...(url.includes(mask) ? ["URL"] : []),
    ...given.filter(([, value]) => value.includes(mask)).map(([name]) => name),
    ...(isAsSent(body, bodySize) ? [] : ["body"]),
  ];
  const comment = missing.length > 0 ? `# Masked or cut, to be filled in: ${missing.join(", ")}\n` : "";
  return `${comment}curl ${options.join(" \\\n  ")}\n`;
}

function bodyOptions(body: string, headers: RedactedHeaders): string[] {
  const hasType = headers.some(([name]) => name === "content-type");
  return [
    // Without this, curl would say that it is a form.
    ...(hasType ? [] : ["--header 'content-type:'"]),
    // For --data-binary, what begins with @ is the name of a file.
    `${body.startsWith("@") ? "--data-raw" : "--data-binary"} ${quote(body)}`,
  ];
}

function isAsSent(body: string | undefined, bodySize: number): boolean {
  return !body?.includes(mask) && Buffer.byteLength(body ?? "") === bodySize;
}

/** Between single quotes nothing has a meaning but the quote itself. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
