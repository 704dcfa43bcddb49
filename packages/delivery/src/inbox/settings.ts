import { type DispatchSettings, withDispatchDefaults } from "../dispatch/settings.js";
import { assertWholeNumbers } from "../dispatch/whole-numbers.js";

/** How messages are delivered and remembered. */
export interface InboxSettings extends DispatchSettings {
  /** After so many failed attempts a message becomes a dead letter; 20 by default, a good hour. */
  readonly maxAttempts?: number;
  /** How long duplicates of a settled message are recognised; 30 days by default. */
  readonly retentionDays?: number;
}

/** @throws TypeError where a number is not a whole one greater than 0. */
export function withInboxDefaults(settings: InboxSettings): Required<InboxSettings> {
  const complete = withDispatchDefaults({ maxAttempts: 20, retentionDays: 30, ...settings });
  const { maxAttempts, retentionDays } = complete;
  assertWholeNumbers({ maxAttempts, retentionDays });
  return complete;
}
