import type { issuingOperations, Operation } from "@countersign/worldline-issuing-facts";
import type { IssuingObjects } from "./issuing-objects.js";

type Table = typeof issuingOperations;

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Exclude<Name, "issuerId"> | NamesIn<Rest>
  : never;

/** The names of one path; those of the others must not be there. */
type Named<Path extends string, All extends string> = Path extends string
  ? { readonly [Name in NamesIn<Path>]: string } & {
      readonly [Name in Exclude<NamesIn<All>, NamesIn<Path>>]?: never;
    }
  : never;

/** What an operation is about, each thing named in one of its ways. */
export type IssuingNames<O extends Operation> = Named<O["paths"][number], O["paths"][number]>;

type QueryValue<Kind> = Kind extends "text" | "dateTime"
  ? string
  : Kind extends "texts"
    ? readonly string[]
    : Kind extends "flag"
      ? boolean
      : Kind extends "count"
        ? number
        : Kind extends readonly (infer Name)[]
          ? readonly Name[]
          : Kind extends { readonly one: readonly (infer Name)[] }
            ? Name
            : never;

type QueryOf<O> = O extends { readonly query: infer Query } ? Query : Record<never, never>;
type RequiredIn<O> = O extends { readonly requiredQuery: readonly (infer Name)[] } ? Name : never;

/** Ids and the end of a call. */
export interface IssuingCallOptions {
  /**
   * WL-Correlation-ID; a UUID by default, of each page its own. An operation that Worldline repeats without harm is done
   * once for one id, also by another process: keep it, to be able to ask again after a crash.
   */
  readonly correlationId?: string;
  /** WL-Origin, instead of the client's. */
  readonly origin?: string;
  /** WL-Username, instead of the client's. */
  readonly username?: string;
  /** Ends the call. Whether Worldline got the request is then unknown. */
  readonly signal?: AbortSignal;
}

/**
 * What an operation takes besides names and body. `embed` asks for parts that are left out otherwise, and `filter` leaves
 * out all members but those it names: what the types require may then be absent.
 */
export type IssuingOptions<O extends Operation> = IssuingCallOptions & {
  readonly [Name in Exclude<keyof QueryOf<O>, RequiredIn<O>>]?: QueryValue<QueryOf<O>[Name]>;
} & {
  readonly [Name in keyof QueryOf<O> & RequiredIn<O>]: QueryValue<QueryOf<O>[Name]>;
};

type ObjectNamed<Name> = Name extends keyof IssuingObjects ? IssuingObjects[Name] : never;

/** The body that an operation takes. */
export type IssuingRequest<O extends Operation> = ObjectNamed<O["request"]>;

/** What an operation answers under `data`. */
export type IssuingData<O extends Operation> = O["response"] extends `${infer Item}[]`
  ? readonly ObjectNamed<Item>[]
  : ObjectNamed<O["response"]>;

type NamesArgument<O extends Operation> = [NamesIn<O["paths"][number]>] extends [never]
  ? []
  : [names: IssuingNames<O>];
type BodyArgument<O extends Operation> = O["request"] extends string ? [body: IssuingRequest<O>] : [];
type OptionsArgument<O extends Operation> = [RequiredIn<O>] extends [never]
  ? [options?: IssuingOptions<O>]
  : [options: IssuingOptions<O>];

/** What an operation's method takes: what it is about, the body, and the rest, each where there is one. */
export type IssuingArguments<O extends Operation> = [
  ...NamesArgument<O>,
  ...BodyArgument<O>,
  ...OptionsArgument<O>,
];

/** An answer without its envelope. */
export interface IssuingResponse<Data> {
  /** What the envelope holds under `data`. */
  readonly data: Data;
  /** The rest of the envelope. */
  readonly responseMetadata: IssuingObjects["ResponseMetadata"];
  /** The WL-Correlation-ID that was sent. */
  readonly requestId: string;
}

/**
 * A list, fetched while it is walked: after each page the one that `responseMetadata.links.next` names. Its method throws
 * at once where the request is wrong; everything else is thrown while walking.
 */
export interface IssuingList<Item> extends AsyncIterable<Item> {
  /** The pages themselves. */
  readonly pages: () => AsyncIterable<IssuingResponse<readonly Item[]>>;
}

/** The method of an operation. */
export type IssuingMethod<O extends Operation> = (
  ...args: IssuingArguments<O>
) => IssuingData<O> extends readonly (infer Item)[]
  ? IssuingList<Item>
  : Promise<IssuingResponse<IssuingData<O>>>;

type Methods<Operations> = {
  readonly [Name in keyof Operations]: Operations[Name] extends Operation
    ? IssuingMethod<Operations[Name]>
    : never;
};

/** Every operation, by resource and name. */
export type IssuingResources = { readonly [Resource in keyof Table]: Methods<Table[Resource]> };
