/** A date and time as Worldline writes it, `2026-01-31T23:59:59Z` or with an offset. It stays text. */
export type DateTime = string;

/** Text of which some values are known, and others may come. */
export type Known<Values extends string> = Values | (string & {});
