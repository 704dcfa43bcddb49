import { expect } from "vitest";
import {
  type ApiCall,
  ApiRefusal,
  type Ledger,
  seedLedger,
  serve,
} from "../../src/clearbank/api/institution.js";
import type { SandboxContext } from "../../src/context.js";
import { createRandom, seededBytes } from "../../src/random.js";
import { type SwitchName, switchTable } from "../../src/switches.js";
import { Exchange } from "../../src/wire/exchange.js";
import { writeRawJson } from "../../src/wire/raw-json.js";
import { checkAnswer } from "./clearbank-schemas.js";
import { checkWebhook } from "./clearbank-webhook-members.js";

export interface ApiAnswer {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: an answer is looked into, not kept
  readonly json: any;
  readonly headers: Readonly<Record<string, string>>;
  readonly rule: string | undefined;
  readonly reason: string;
}

export interface Emitted {
  readonly type: string;
  readonly version: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly payload: any;
}

/** An institution's ledger and what was sent from it, without a wire. */
export class TestInstitution {
  readonly ledger: Ledger;
  readonly emitted: Emitted[] = [];
  readonly switches: Map<string, string> = new Map();
  readonly context: SandboxContext;
  now: Date = new Date("2026-03-03T12:00:00.000Z");
  changes = 0;
  pageSizeCap: number | undefined;

  constructor(seed = "seed") {
    const random = createRandom(seededBytes(seed));
    this.ledger = seedLedger(random, this.now);
    this.context = {
      now: () => this.now,
      random,
      switches: { get: (name: SwitchName) => this.switches.get(name) ?? switchTable[name].values[0] },
      urls: () => ({ clearbank: "https://127.0.0.1:1" }),
    } as unknown as SandboxContext;
  }

  readonly changed = (): void => {
    this.changes += 1;
  };

  readonly emit = (type: string, version: number, payload: unknown): void => {
    const text = typeof payload === "string" ? payload : JSON.stringify(payload);
    const parsed = JSON.parse(text);
    checkWebhook(type, version, parsed);
    this.emitted.push({ type, version, text, payload: parsed });
  };

  /** A request, and its answer, which has to be of the published form. */
  call(method: string, target: string, body?: unknown, contentType = "application/json"): ApiAnswer {
    const text = body === undefined ? "" : typeof body === "string" ? body : writeRawJson(body);
    const exchange = new Exchange({
      method,
      target,
      rawHeaders: text === "" ? [] : ["Content-Type", contentType],
      body: Buffer.from(text),
      socket: undefined as never,
    });
    const { ledger, context, changed, emit, pageSizeCap } = this;
    const books = { ledger, context, changed, emit };
    const answer = answerTo({ ...books, exchange, ...(pageSizeCap !== undefined && { pageSizeCap }) });
    checkAnswer(method, exchange.path, answer);
    return answer;
  }

  /** What was emitted since the last time. */
  take(): Emitted[] {
    return this.emitted.splice(0);
  }
}

function answerTo(call: ApiCall): ApiAnswer {
  try {
    const { status, headers, body } = serve(call);
    return answer(status, headers, body.toString());
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    const { status, headers, body } = error.answer;
    expect(status).toBe(error.rule.status);
    expect(error.reason).toMatch(/^[\x20-\x7e]+$/);
    return { ...answer(status, headers, body.toString()), rule: error.rule.id, reason: error.reason };
  }
}

function answer(status: number, headers: Record<string, string>, text: string): ApiAnswer {
  const isJson = headers["Content-Type"]?.includes("json") === true;
  return { status, headers, text, json: isJson ? JSON.parse(text) : undefined, rule: undefined, reason: "" };
}
