/** As the wire has it: `1250` is `12.50`. */
export function toDecimal(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}

/** As people read it. */
export function formatEuro(cents: number): string {
  return `€${toDecimal(cents)}`;
}
