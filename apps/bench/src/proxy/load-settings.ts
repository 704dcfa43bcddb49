/** What a load generator sends; this as JSON in its first argument. */
export interface LoadSettings {
  readonly port: number;
  /** Files for mutual TLS; plain HTTP without them. */
  readonly tls?: { readonly ca: string; readonly identity: string } | undefined;
  readonly path: string;
  /** 0 for GET. */
  readonly bodyBytes: number;
  readonly count: number;
  readonly connections: number;
  /** As fast as it goes without it. */
  readonly perSecond?: number | undefined;
}

/** What came of it. */
export interface Load {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}
