import type { IssuerState } from "./state.js";

const capacity = 1_000;

/** The body that an idempotent operation answered under this correlation id before. */
export function keptAnswer(
  { answers }: IssuerState,
  operation: string,
  correlationId: string,
): string | undefined {
  return answers.find((each) => each.operation === operation && each.correlationId === correlationId)?.body;
}

export function keepAnswer(
  { answers }: IssuerState,
  operation: string,
  correlationId: string,
  body: string,
): void {
  answers.push({ operation, correlationId, body });
  if (answers.length > capacity) answers.shift();
}
