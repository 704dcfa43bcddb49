import { type Exchange, jsonReply, type Reply } from "../wire/exchange.js";
import { quoted, Refusal } from "../wire/refusal.js";
import type { ClearBankInstitution } from "./institution.js";
import { parseJson } from "./json-token.js";
import * as rules from "./rules.js";

export function isTestEndpoint({ path }: Exchange): boolean {
  return path.toLowerCase() === "/v1/test";
}

/** GET says that the token works; POST gives back what was posted, and sets off an FITestEvent webhook. */
export function serveTestEndpoint(exchange: Exchange, institution: ClearBankInstitution): Reply {
  if (exchange.method === "GET") return { status: 200, headers: {}, body: "" };
  if (exchange.method !== "POST") {
    throw new Refusal(rules.method, `Expected GET or POST, got ${quoted(exchange.method)}.`);
  }
  const text = exchange.body.toString("utf8");
  const posted = parseJson(text);
  institution.emit("FITestEvent", 1, posted === undefined ? JSON.stringify(text) : text);
  const message = (posted as { body?: unknown } | null | undefined)?.body;
  if (institution.context.switches.get("clearbank.echo") === "documented" && message !== undefined) {
    return jsonReply(200, { Message: message });
  }
  const headers = { "Content-Type": exchange.header("content-type") ?? "application/json" };
  return { status: 200, headers, body: exchange.body };
}
