import type { SandboxContext } from "../context.js";
import { sha256 } from "../wire/rsa.js";
import { seedIssuer } from "./seed.js";
import type { IssuerState } from "./state.js";

/** An issuer that was made, with the secret of its client, which is shown this once. */
export interface CreatedIssuer {
  readonly issuerId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const firstIssuerId = 100_001;

/** The issuers, each with a client of its own and what the seed gives it. */
export class Issuers {
  readonly #context: SandboxContext;

  constructor(context: SandboxContext) {
    this.#context = context;
  }

  create(): CreatedIssuer {
    const { now, random, store } = this.#context;
    const issuerId = String(firstIssuerId + this.#list.length);
    const clientId = `issuer-${issuerId}`;
    const clientSecret = random.bytes(24).toString("base64url");
    const secretHash = sha256(clientSecret).toString("hex");
    this.#list.push(seedIssuer({ issuerId, clientId, secretHash }, now(), random));
    store.changed();
    return { issuerId, clientId, clientSecret };
  }

  /** Has an operation done wholly or not at all: what a refused one has changed by then is as it was. */
  change<T>(issuer: IssuerState, operation: () => T): T {
    const before = structuredClone(issuer);
    try {
      return operation();
    } catch (error) {
      this.#list.splice(this.#list.indexOf(issuer), 1, before);
      throw error;
    }
  }

  byId(issuerId: string): IssuerState | undefined {
    return this.#list.find((each) => each.issuerId === issuerId);
  }

  get #list(): IssuerState[] {
    return this.#context.store.state.worldlineIssuing.issuers;
  }
}
