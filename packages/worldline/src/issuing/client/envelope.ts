/** What every answer has around its data, as far as this one has it. */
export interface Envelope {
  readonly data?: unknown;
  readonly responseMetadata?: Readonly<Record<string, unknown>>;
}

/** @returns undefined where there is no envelope. */
export function readEnvelope(body: unknown): Envelope | undefined {
  const envelope = body as Envelope | null | undefined;
  const { responseMetadata } = envelope ?? {};
  return typeof responseMetadata === "object" && responseMetadata !== null
    ? (envelope as Envelope)
    : undefined;
}
