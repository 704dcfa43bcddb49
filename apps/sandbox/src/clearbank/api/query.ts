import type { ApiCall } from "./call.js";
import { invalid } from "./refuse.js";

/** A parameter of the query, whatever the case of its name; an empty one is as good as none. */
export function parameter(call: ApiCall, name: string): string | undefined {
  const found = [...call.exchange.query].find(([each]) => each.toLowerCase() === name.toLowerCase());
  return found === undefined || found[1] === "" ? undefined : found[1];
}

/** @throws ApiRefusal where the parameter is no whole number from 1 up */
export function wholeNumber(call: ApiCall, name: string, byDefault: number): number {
  const given = parameter(call, name);
  if (given === undefined) return byDefault;
  if (!/^[1-9]\d{0,8}$/.test(given)) throw invalid({ [name]: ["Expected a whole number from 1 up."] });
  return Number(given);
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const dayAndTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * A moment as milliseconds; one without a zone is in UTC.
 *
 * @throws ApiRefusal where the parameter is no date and time
 */
export function dateTime(call: ApiCall, name: string): number | undefined {
  const given = parameter(call, name);
  if (given === undefined) return undefined;
  const zone = dayAndTime.exec(given)?.[3];
  const isIso = day.test(given) || dayAndTime.test(given);
  const read = Date.parse(zone === undefined && !day.test(given) ? `${given}Z` : given);
  if (!isIso || Number.isNaN(read)) throw invalid({ [name]: ["Expected a date and time in ISO 8601."] });
  return read;
}

/** Whether a moment lies between `startDateTime` and `endDateTime`, each of which may be left out. */
export function isInAskedTime(call: ApiCall): (moment: string) => boolean {
  const from = dateTime(call, "startDateTime") ?? Number.NEGATIVE_INFINITY;
  const to = dateTime(call, "endDateTime") ?? Number.POSITIVE_INFINITY;
  return (moment) => Date.parse(moment) >= from && Date.parse(moment) <= to;
}
