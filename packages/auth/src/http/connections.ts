import { parseCertificates } from "@countersign/crypto-core";
import type { TlsClientCredentials, TlsIdentity } from "../tls/tls-identity.js";
import type { OpenDispatcher, Send } from "./open-dispatcher.js";

/** Where connections go through, and what they are secured with. */
export interface ConnectionSettings {
  /** Client certificate for mutual TLS. Connections with and without one are never shared. */
  readonly identity?: TlsIdentity;
  /**
   * PEM bundle of the certificate authorities to trust, instead of the system's and of those in
   * `NODE_EXTRA_CA_CERTS`.
   */
  readonly ca?: string;
  /**
   * An `http:` or `https:` proxy to use for everything, with user name and password in the URL where it wants
   * them. Without it, `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` decide.
   */
  readonly proxy?: URL;
}

type Dispatchers = typeof import("./open-dispatcher.js");

/** undici, which takes longer to load than all the rest of us, is loaded by the first request. */
let dispatchers: Dispatchers | undefined;

interface Pool extends OpenDispatcher {
  readonly credentials: TlsClientCredentials | undefined;
  uses: number;
}

/**
 * The connections of one client. A replaced identity gets connections and a TLS session cache of its own; the
 * old ones are closed when what is under way on them has ended. (A resumed session would keep the old identity:
 * servers do not ask for a certificate again.)
 */
export class Connections {
  readonly #settings: ConnectionSettings;
  readonly #now: () => Date;
  readonly #underWay = new Set<Promise<unknown>>();
  #pool: Pool | undefined;
  #isClosed = false;

  constructor(settings: ConnectionSettings, now: () => Date) {
    const { ca, proxy } = settings;
    // Node takes a bundle without any certificate in it, and then trusts nobody, or says nothing.
    if (ca !== undefined) parseCertificates(ca);
    if (proxy && !/^https?:$/.test(proxy.protocol)) {
      throw new TypeError(`proxy must be an http: or https: URL; this one is ${proxy.protocol}`);
    }
    this.#settings = settings;
    this.#now = now;
  }

  /**
   * Runs an exchange over the connections of the current identity.
   *
   * @throws {@link TlsIdentityError} where the certificate has ended meanwhile.
   */
  async use<T>(exchange: (send: Send) => Promise<T>): Promise<T> {
    dispatchers ??= await import("./open-dispatcher.js");
    if (this.#isClosed) throw new Error("the client was closed");
    this.#settings.identity?.checkValidity(this.#now());
    const pool = this.#currentPool(dispatchers);
    const underWay = exchange(pool.send);
    this.#underWay.add(underWay);
    pool.uses += 1;
    try {
      return await underWay;
    } catch (error) {
      // It may have left a connection that is still being made.
      if (pool === this.#pool) this.#pool = undefined;
      throw error;
    } finally {
      this.#underWay.delete(underWay);
      pool.uses -= 1;
      this.#endIfRetired(pool);
    }
  }

  /** Ends all connections when what is under way on them has ended. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#underWay);
    this.#pool?.end();
  }

  #currentPool({ openDispatcher }: Dispatchers): Pool {
    const credentials = this.#settings.identity?.credentials();
    if (this.#pool && this.#pool.credentials === credentials) return this.#pool;
    const retired = this.#pool;
    this.#pool = { ...openDispatcher({ ...this.#settings, credentials }), credentials, uses: 0 };
    if (retired) this.#endIfRetired(retired);
    return this.#pool;
  }

  #endIfRetired(pool: Pool): void {
    if (pool !== this.#pool && pool.uses === 0) pool.end();
  }
}
