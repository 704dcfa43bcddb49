import { X509Certificate } from "node:crypto";
import type { SandboxContext } from "../context.js";
import { type Authority, createAuthority, issueServerCertificate } from "../pki/authority.js";
import { type InstitutionKeys, joinPem } from "../pki/institution-keys.js";

interface Chain {
  readonly issuer: Authority;
  /** The root and the intermediate, PEM. */
  readonly bundle: string;
}

type ServerIdentity = InstitutionKeys["server"];

/**
 * What the listener shows and what clients download to check it: the certificate changes without notice, the
 * authorities are announced in the bundle first. A restart begins again with the authorities of the start.
 */
export class ServerCertificate {
  readonly #context: SandboxContext;
  readonly #listeners: ((identity: ServerIdentity) => void)[] = [];
  #current: Chain;
  #announced: Chain | undefined;
  #generation = 1;

  constructor(context: SandboxContext, keys: InstitutionKeys) {
    this.#context = context;
    this.#current = { issuer: keys.serverAuthority, bundle: keys.caBundle };
  }

  /** With the authorities that were announced, until they are used and the earlier ones go. */
  get caBundle(): string {
    return joinPem(this.#current.bundle, this.#announced?.bundle ?? "");
  }

  get isAnnounced(): boolean {
    return this.#announced !== undefined;
  }

  /** Is told of each new certificate; connections that are open keep the one they began with. */
  onChange(listener: (identity: ServerIdentity) => void): void {
    this.#listeners.push(listener);
  }

  /** Puts the authorities to come beside the present ones in the bundle. */
  async announce(): Promise<void> {
    const { now, random } = this.#context;
    this.#generation += 1;
    const name = (which: string) => `Countersign Sandbox ${which} CA ${this.#generation}`;
    const root = await createAuthority(name("Root"), now(), random);
    const issuer = await createAuthority(name("Server"), now(), random, root);
    const [top, below] = [root, issuer].map(({ certificate }) => certificate.toString("pem"));
    this.#announced = { issuer, bundle: joinPem(top ?? "", below ?? "") };
  }

  /** A new key and certificate: of the announced authorities where there are some and `authority` says so. */
  async renew(authority: "current" | "announced"): Promise<X509Certificate> {
    const { now, random } = this.#context;
    const chain = authority === "announced" && this.#announced ? this.#announced : this.#current;
    const leaf = await issueServerCertificate(chain.issuer, now(), random);
    const cert = joinPem(leaf.certificate, chain.issuer.certificate.toString("pem"));
    for (const listener of this.#listeners) listener({ key: leaf.key, cert });
    if (chain === this.#announced) this.#announced = undefined;
    this.#current = chain;
    return new X509Certificate(leaf.certificate);
  }
}
