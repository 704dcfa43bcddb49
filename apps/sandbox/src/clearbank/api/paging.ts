import type { Reply } from "../../wire/exchange.js";
import { writeRawJson } from "../../wire/raw-json.js";
import type { ApiCall } from "./call.js";
import { wholeNumber } from "./query.js";

export interface HalLink {
  readonly name: string;
  readonly href: string;
  readonly templated: boolean;
}

const defaultPageSize = 50;

/** The asked-for page of a list: `items` has nothing in it when the page is past the end. */
export function pageOf<T>(
  call: ApiCall,
  items: readonly T[],
): { items: readonly T[]; number: number; size: number } {
  const number = wholeNumber(call, "pageNumber", 1);
  const size = wholeNumber(call, "pageSize", defaultPageSize);
  const sent = Math.min(size, call.pageSizeCap ?? size);
  const start = (number - 1) * sent;
  return { items: items.slice(start, start + sent), number, size };
}

/** A page of a list in the published form: no total and no next link, only the links of HAL. */
export function pageReply<T>(
  call: ApiCall,
  member: string,
  items: readonly T[],
  describe: (item: T) => unknown,
  { status = 200, links = [] }: { readonly status?: number; readonly links?: readonly HalLink[] } = {},
): Reply {
  const page = pageOf(call, items);
  const self = link(call, "self", `${call.exchange.path}?PageNumber=${page.number}&PageSize=${page.size}`);
  return reply(status, { [member]: page.items.map(describe), halLinks: [self, ...links] });
}

/** @param path may be a template, such as `/v3/Accounts/{accountId}` */
export function link(call: ApiCall, name: string, path: string): HalLink {
  const { switches, urls } = call.context;
  const host =
    switches.get("clearbank.linkHost") === "blue"
      ? "https://blue-institution-api-sim.clearbank.co.uk"
      : urls().clearbank;
  return { name, href: `${host}${path}`, templated: path.includes("{") };
}

export function selfLink(call: ApiCall): HalLink {
  return link(call, "self", call.exchange.path);
}

/** An answer in JSON; a JsonNumber keeps its digits. */
export function reply(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers: { "Content-Type": "application/json", ...headers }, body: writeRawJson(value) };
}

export const noContent: Reply = { status: 204, headers: {}, body: "" };

/** Accepted, with nothing more to say than where it happened. */
export function accepted(call: ApiCall): Reply {
  return reply(202, { halLinks: [selfLink(call)] });
}
