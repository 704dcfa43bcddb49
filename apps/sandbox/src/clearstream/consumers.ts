import { scrypt as scryptCallback, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { addYears } from "../calendar.js";
import type { SandboxContext } from "../context.js";
import { type Authority, issueClientCertificate } from "../pki/authority.js";
import { checkCertificateRequest } from "../pki/csr.js";
import { Refusal } from "../wire/refusal.js";
import type { OrganisationUnitRules } from "./organisation-unit.js";
import * as rules from "./rules.js";
import type { Consumer } from "./state.js";

const scrypt = promisify<string, Buffer, number, Buffer>(scryptCallback);
const hashBytes = 32;

export interface IssuedCredentials {
  readonly ssl: string;
  readonly signing: string;
  readonly expiresAt: string;
}

/** The API consumers of one organisation unit: the two steps of their creation, and their passwords. */
export class Consumers {
  readonly #context: SandboxContext;
  readonly #authority: Authority;
  readonly #organisationUnit: OrganisationUnitRules;

  constructor(context: SandboxContext, authority: Authority, organisationUnit: OrganisationUnitRules) {
    this.#context = context;
    this.#authority = authority;
    this.#organisationUnit = organisationUnit;
  }

  list(): readonly Consumer[] {
    return this.#context.store.state.clearstream.consumers;
  }

  find(userId: string): Consumer | undefined {
    return this.list().find((each) => each.userId === userId);
  }

  /** Step 1: the user and its grants. */
  create(userId: string, apis: readonly string[], roles: readonly string[]): Consumer {
    this.#organisationUnit.requireReadyForConsumers();
    this.#organisationUnit.requireLinked(apis);
    const consumer = { userId, apis, roles };
    this.#context.store.state.clearstream.consumers.push(consumer);
    this.#context.store.changed();
    return consumer;
  }

  /** Step 1 again, for a consumer that is there. Tokens that were issued before keep their scope. */
  grant(consumer: Consumer, apis: readonly string[], roles: readonly string[]): void {
    this.#organisationUnit.requireLinked(apis);
    consumer.apis = apis;
    consumer.roles = roles;
    this.#context.store.changed();
  }

  /** Step 2: the password, and certificates for the keys that were made on the client's side. */
  async issueCredentials(
    consumer: Consumer,
    request: { password: string; ssl: string; signing: string },
  ): Promise<IssuedCredentials> {
    this.#organisationUnit.requireReadyForConsumers();
    const { now, random, store } = this.#context;
    const notAfter = addYears(now(), 2);
    const issue = async (csr: string, usage: "tls" | "signing") => {
      const publicKey = await this.#requestedKey(csr, consumer.userId);
      const client = { commonName: consumer.userId, publicKey, usage, notAfter };
      return issueClientCertificate(this.#authority, client, now(), random);
    };
    const [ssl, signing] = await Promise.all([issue(request.ssl, "tls"), issue(request.signing, "signing")]);
    const salt = random.bytes(16);
    const hash = await scrypt(request.password, salt, hashBytes);
    consumer.password = { salt: salt.toString("hex"), hash: hash.toString("hex") };
    consumer.expiresAt = notAfter.toISOString();
    store.changed();
    return { ssl, signing, expiresAt: consumer.expiresAt };
  }

  async passwordMatches(consumer: Consumer | undefined, password: string): Promise<boolean> {
    // An unknown user costs the same work as a known one, so that the time taken tells nothing.
    const salt = Buffer.from(consumer?.password?.salt ?? "00", "hex");
    const hash = await scrypt(password, salt, hashBytes);
    const kept = Buffer.from(consumer?.password?.hash ?? "00".repeat(hashBytes), "hex");
    return timingSafeEqual(hash, kept) && consumer?.password !== undefined;
  }

  async #requestedKey(csr: string, userId: string) {
    const { csrFormat: format, csrSignature: signature, csrKey: key } = rules;
    const { publicKey, commonNames } = await checkCertificateRequest(csr, { format, signature, key }, [
      "rsa",
      "ec",
    ]);
    if (commonNames.length !== 1 || commonNames[0] !== userId) {
      throw new Refusal(
        rules.csrCommonName,
        `Expected the one common name ${userId}, got ${commonNames.join(", ") || "none"}.`,
      );
    }
    return publicKey;
  }
}
