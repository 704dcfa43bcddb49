/** The character set X, without the line break. */
const sendable = /^[A-Za-z0-9/\-?:().,'+ ]$/;

/** A character that cannot be sent. */
export interface ForbiddenCharacter {
  /** As a person would look for it: quoted, or by its code point where it cannot be seen. */
  readonly name: string;
  /** Counted from 1. */
  readonly position: number;
}

/**
 * The first character that a SWIFT message cannot carry, such as `@`, `_`, `&` or `é`.
 *
 * @see SWIFT character set X
 */
export function findForbiddenCharacter(text: string): ForbiddenCharacter | undefined {
  const characters = [...text];
  const index = characters.findIndex((character) => !sendable.test(character));
  const character = characters[index];
  if (character === undefined) return undefined;
  const isVisible = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character);
  const codePoint = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return { name: isVisible ? `"${character}"` : `U+${codePoint}`, position: index + 1 };
}
