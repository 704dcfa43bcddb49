/** What a parameter of the query takes. A list takes any of its names, as often as there are such; `one` takes one. */
export type QueryKind =
  | "text"
  | "texts"
  | "flag"
  | "count"
  | "dateTime"
  | readonly string[]
  | {
      /** The names, of which one is given. */
      readonly one: readonly string[];
    };

/** One operation. */
export interface Operation {
  /** The HTTP method. */
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** The same thing named in different ways; the first path is that of Worldline's own references. */
  readonly paths: readonly string[];
  /** What may stand in the query, by name. */
  readonly query?: Readonly<Record<string, QueryKind>>;
  /** What must. */
  readonly requiredQuery?: readonly string[];
  /** The object in the body, by its name in Worldline's documentation. */
  readonly request?: string;
  /** The object under `data`; with `[]` a list of them. */
  readonly response: string;
  /** A POST that changes nothing. */
  readonly isReading?: true;
  /** Worldline calls it a beta: it may change. */
  readonly isBeta?: true;
  /** Worldline will take it away: reported once through `logger`. */
  readonly isDeprecated?: true;
  /** Repeated with the same WL-Correlation-ID it is done once. */
  readonly isIdempotent?: true;
  /** What the body leaves out stays as it is. */
  readonly isPatch?: true;
}

/** Operations by resource and name. */
export type OperationTable = Readonly<Record<string, Readonly<Record<string, Operation>>>>;
