import type { SandboxContext } from "../context.js";
import { type Exchange, jsonReply, type Reply } from "../wire/exchange.js";
import type { Institution } from "../wire/institution-server.js";
import type { Refusal } from "../wire/refusal.js";
import { RequestLog } from "../wire/request-log.js";
import { ApiRefusal, serve } from "./api/institution.js";
import { replyProcessed, replyUnprocessed } from "./fault-replies.js";
import { requireHeaders, requireSender, requireUnused } from "./front.js";
import { ClearBankInstitution, newInstitution } from "./institution.js";
import type { ClearBankRule } from "./rules.js";
import type { InstitutionState } from "./state.js";
import { isTestEndpoint, serveTestEndpoint } from "./test-endpoint.js";

/** The institution that is there from the start. */
export const defaultInstitution = "default";

const defaultPageSizeCap = 10;

/** ClearBank's API, for each of its institutions apart. */
export class ClearBank implements Institution {
  readonly name = "clearbank";
  readonly log: RequestLog = new RequestLog();
  readonly #context: SandboxContext;
  readonly #institutions: Map<string, ClearBankInstitution> = new Map();

  private constructor(context: SandboxContext) {
    this.#context = context;
    for (const state of context.store.state.clearbank.institutions) this.#add(state);
  }

  static async open(context: SandboxContext): Promise<ClearBank> {
    const clearbank = new ClearBank(context);
    await clearbank.createInstitution(defaultInstitution);
    return clearbank;
  }

  institutions(): ClearBankInstitution[] {
    return [...this.#institutions.values()];
  }

  institution(id: string): ClearBankInstitution | undefined {
    return this.#institutions.get(id);
  }

  /** @returns undefined where the id is taken */
  async createInstitution(id: string): Promise<ClearBankInstitution | undefined> {
    if (this.#institutions.has(id)) return undefined;
    const state = await newInstitution(id, this.#context);
    // Someone else may have been as quick.
    if (this.#institutions.has(id)) return undefined;
    this.#context.store.state.clearbank.institutions.push(state);
    this.#context.store.changed();
    return this.#add(state);
  }

  #add(state: InstitutionState): ClearBankInstitution {
    const institution = new ClearBankInstitution(this.#context, state);
    this.#institutions.set(state.id, institution);
    return institution;
  }

  async handle(exchange: Exchange): Promise<Reply> {
    const sender = requireSender(exchange, this.#institutions.values());
    const { faults, requestIds, state } = sender.institution;
    exchange.notes.institution = state.id;
    const early = faults.take(exchange, ["429", "503", "500", "drop"]);
    if (early !== undefined) return replyUnprocessed(early);
    const requestId = requireHeaders(exchange, sender);
    if (requestId !== undefined && !this.#isToldByWebhook(exchange)) {
      requireUnused(requestId, sender.institution);
    }
    // Every refusal is thrown: one does not use the id up.
    const reply = this.#serve(exchange, sender.institution);
    if (requestId !== undefined && !requestIds.has(requestId)) {
      requestIds.add(requestId);
      this.#context.store.changed();
    }
    const late = faults.take(exchange, ["500-processed", "drop-processed", "slow"]);
    return late === undefined ? reply : replyProcessed(late, reply, this.#context.stopping);
  }

  refuse(refusal: Refusal<ClearBankRule>): Reply {
    if (refusal instanceof ApiRefusal) return refusal.answer;
    const { status, title } = refusal.rule;
    const problem = title === undefined ? { status } : { type: "about:blank", title, status };
    return jsonReply(status, problem, { "Content-Type": "application/problem+json" });
  }

  finish(reply: Reply): Reply {
    return { ...reply, headers: { ...reply.headers, "X-Correlation-Id": this.#context.random.uuid() } };
  }

  #serve(exchange: Exchange, institution: ClearBankInstitution): Reply {
    if (isTestEndpoint(exchange)) return serveTestEndpoint(exchange, institution);
    const { context, ledger, changed, emit, faults } = institution;
    const capped = exchange.method === "GET" ? faults.take(exchange, ["page-size"]) : undefined;
    return serve({
      ...{ exchange, ledger, context, changed, emit },
      ...(capped !== undefined && { pageSizeCap: capped.pageSize ?? defaultPageSizeCap }),
    });
  }

  /** A Faster Payment has a duplicate check of its own, on its end-to-end id, which tells by webhook. */
  #isToldByWebhook({ method, path }: Exchange): boolean {
    const isFasterPayment = method === "POST" && path.toLowerCase() === "/v3/payments/fps";
    return isFasterPayment && this.#context.switches.get("clearbank.duplicateNotice") === "webhook";
  }
}
