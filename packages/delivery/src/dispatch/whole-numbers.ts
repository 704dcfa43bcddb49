/** @throws TypeError where one is not a whole number greater than 0. */
export function assertWholeNumbers(numbers: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(numbers)) {
    if (Number.isSafeInteger(value) && value > 0) continue;
    throw new TypeError(`${name} must be a whole number greater than 0.`);
  }
}
