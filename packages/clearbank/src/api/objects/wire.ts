/**
 * One of the words known today, or another: ClearBank may add words without a new version, so what is read must
 * be ready for them.
 *
 * @see ClearBank, "Versioning"
 */
export type Open<Known extends string> = Known | (string & {});

/** Three letters, ISO 4217. */
export type CurrencyCode = string;

/** A named link of an answer. `link()` of the answer resolves it on the configured base URL. */
export interface HalLink {
  readonly name: string;
  readonly href: string;
  /** Whether `href` is a URI template. */
  readonly templated?: boolean;
}

/** An answer with links. */
export interface Linked {
  readonly halLinks?: readonly HalLink[] | null;
}

/** An answer with nothing but links, if that. */
export type Acknowledgement = Linked;
