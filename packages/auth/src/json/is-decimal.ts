/**
 * Whether a member holds a decimal number, by its name and by the object that it is a member of; the items of a list
 * are what the list's own name says. Such a member is text to us and a number of JSON's on the wire, whether or not it
 * has decimals.
 */
export type IsDecimal = (name: string, parent: object) => boolean;
