/** Of the webhooks that the sandbox's own operations set off, where it is not 1. */
const versions: ReadonlyMap<string, number> = new Map([
  ["BacsMandateCancelled", 2],
  ["BacsMandateInitiated", 2],
  ["TransactionRejected", 2],
  ["TransactionSettled", 6],
  ["VirtualAccountCreated", 3],
  ["VirtualAccountCreationFailed", 3],
]);

/** The version that a webhook has where no one says which: that of the sandbox's own, else 1. */
export function defaultVersion(type: string): number {
  return versions.get(type) ?? 1;
}
