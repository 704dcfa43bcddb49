import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import type { SandboxContext } from "../context.js";
import type { KeptIdentity } from "../pki/authority.js";
import { createServiceCertificate, type InstitutionKeys } from "../pki/institution-keys.js";
import type { ServiceKey } from "./sign-message.js";

/** A certificate of the service's, as the back office offers it for download. */
export interface ServiceCertificate {
  readonly thumbprint: string;
  readonly notAfter: string;
  /** PEM. */
  readonly certificate: string;
  /** Whether it is the one that messages are signed with now. */
  readonly isUsed: boolean;
}

/** The keys that the service signs with: the first one, and those that were published since. */
export class ServiceKeys {
  readonly #context: SandboxContext;
  readonly #first: ServiceKey;
  readonly #later: Map<string, ServiceKey> = new Map();

  constructor(context: SandboxContext, first: InstitutionKeys["worldlineService"]) {
    this.#context = context;
    this.#first = first;
    for (const kept of context.store.state.worldline.serviceKeys) this.#load(kept);
  }

  /** What messages are signed with now. */
  get current(): ServiceKey {
    return this.#later.get(this.#context.store.state.worldline.signsWith) ?? this.#first;
  }

  list(): ServiceCertificate[] {
    return [this.#first, ...this.#later.values()].map((key) => this.#describe(key));
  }

  /** Publishes another certificate, which signs nothing until it is put to use. */
  async publish(): Promise<ServiceCertificate> {
    const { now, random, store } = this.#context;
    const kept = await createServiceCertificate(now(), random);
    store.state.worldline.serviceKeys.push(kept);
    store.changed();
    return this.#describe(this.#load(kept));
  }

  /** Signs with a published certificate from now on. @returns undefined where there is none of that thumbprint */
  use(thumbprint: string): ServiceCertificate | undefined {
    const key = thumbprint === this.#first.thumbprint ? this.#first : this.#later.get(thumbprint);
    if (key === undefined) return undefined;
    this.#context.store.state.worldline.signsWith = thumbprint;
    this.#context.store.changed();
    return this.#describe(key);
  }

  #load(kept: KeptIdentity): ServiceKey {
    const { key } = kept;
    const certificate = `${kept.certificate.trim()}\n`;
    const privateKey = createPrivateKey(key);
    const thumbprint = new X509Certificate(certificate).fingerprint.replaceAll(":", "");
    const loaded = { privateKey, publicKey: createPublicKey(privateKey), certificate, thumbprint };
    this.#later.set(thumbprint, loaded);
    return loaded;
  }

  #describe({ thumbprint, certificate }: ServiceKey): ServiceCertificate {
    const notAfter = new Date(new X509Certificate(certificate).validTo);
    return {
      thumbprint,
      notAfter: notAfter.toISOString(),
      certificate,
      isUsed: thumbprint === this.current.thumbprint,
    };
  }
}
