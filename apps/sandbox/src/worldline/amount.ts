/** An amount in hundred-thousandths: as exact as the five decimals that the service takes. */
export function unitsOf(amount: string): bigint {
  const [whole = "0", decimals = ""] = amount.split(".");
  return BigInt(`${whole}${decimals.padEnd(5, "0")}`);
}
