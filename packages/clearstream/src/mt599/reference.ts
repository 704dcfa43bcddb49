/**
 * What is wrong with the content of field 20 or 21 (16x), its characters aside.
 *
 * @see SWIFT, MT n99, fields 20 and 21 (error T26)
 */
export function referenceMistake(reference: string): string | undefined {
  if (reference === "") return "is empty";
  if (reference.length > 16) return `has ${reference.length} characters; 16 are the most`;
  if (/^\/|\/$|\/\//.test(reference)) return 'may not begin or end with "/", nor have "//"';
  return undefined;
}
