/** What a member of a request takes; a name that is none of the first ones is that of another object, or of a list. */
export type MemberKind =
  | "text"
  | "texts"
  | "flag"
  | "whole"
  | "dateTime"
  | "map"
  | (string & {})
  | { readonly one: readonly string[] };

/** The members of each object; a required one ends in an exclamation mark. */
export type RequestObjects = Readonly<Record<string, Readonly<Record<string, MemberKind>>>>;
