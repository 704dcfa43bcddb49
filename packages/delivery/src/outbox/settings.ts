import { type DispatchSettings, withDispatchDefaults } from "../dispatch/settings.js";
import { assertWholeNumbers } from "../dispatch/whole-numbers.js";

/** How requests are sent again. */
export interface OutboxSettings extends DispatchSettings {
  /**
   * How long after the first sending it may be sent again: as long as the institution recognises its id, less what
   * one sending takes. ClearBank recognises ids for 24 hours, so 23.
   */
  readonly windowMs: number;
}

/** @throws TypeError where a number is not a whole one greater than 0. */
export function withOutboxDefaults(settings: OutboxSettings): Required<OutboxSettings> {
  const complete = withDispatchDefaults(settings);
  assertWholeNumbers({ windowMs: complete.windowMs });
  return complete;
}
