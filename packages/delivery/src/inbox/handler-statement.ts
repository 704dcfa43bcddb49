const control =
  /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*(?:abort|attach|begin|commit|detach|end|pragma|prepare\s+transaction|release|rollback|savepoint|start|vacuum)\b/i;

/**
 * Refuses what would end or alter the transaction that a handler's writes share with the settlement.
 *
 * @throws TypeError
 */
export function assertHandlerStatement(sql: string): void {
  if (typeof sql !== "string") throw new TypeError("A statement must be text.");
  const [found] = control.exec(sql) ?? [];
  if (found === undefined) return;
  throw new TypeError(
    `A handler's statement may not be ${found.trim()}: the inbox begins and ends the transaction.`,
  );
}
