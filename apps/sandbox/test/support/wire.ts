import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";

export interface Call {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer | string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | undefined>;
  readonly body: Buffer;
  readonly text: string;
  readonly json: Record<string, unknown>;
  /** The rule that the refusal names. */
  readonly rule: string | undefined;
  readonly reason: string;
}

/** One request on a connection of its own, with exactly these headers and bytes. */
export function call(
  url: string,
  { method = "GET", headers = {}, body, ca, cert, key }: Call = {},
): Promise<Answer> {
  const request = url.startsWith("https:") ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const tls = { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
    const outgoing = request(url, { method, headers, agent: false, ...tls }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () => {
        const bytes = Buffer.concat(chunks);
        const flat = Object.fromEntries(
          Object.entries(incoming.headers).map(([name, value]) => [name, value?.toString()]),
        );
        resolve({
          status: incoming.statusCode ?? 0,
          headers: flat,
          body: bytes,
          text: bytes.toString("utf8"),
          get json() {
            return JSON.parse(bytes.toString("utf8"));
          },
          rule: flat["sandbox-rule"],
          reason: flat["sandbox-reason"] ?? "",
        });
      });
    });
    outgoing.on("error", reject);
    // As bytes: with a string body node encodes the headers in UTF-8 along with it.
    outgoing.end(body === undefined ? undefined : Buffer.from(body));
  });
}

export type FormFields = readonly (readonly [string, string])[] | Readonly<Record<string, string>>;

/** Form fields in the order given. */
export function form(fields: FormFields): string {
  const pairs: readonly (readonly [string, string])[] = isPairs(fields) ? fields : Object.entries(fields);
  return new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString();
}

function isPairs(fields: FormFields): fields is readonly (readonly [string, string])[] {
  return Array.isArray(fields);
}

export const formType: Record<string, string> = { "Content-Type": "application/x-www-form-urlencoded" };
