/** The parts of a moment on the clocks of a time zone. @throws RangeError where there is no such zone */
export function localTime(moment: Date, timeZone: string): { weekday: number; minuteOfDay: number } {
  const shifted = new Date(moment.getTime() + offsetMs(moment, timeZone));
  return { weekday: shifted.getUTCDay(), minuteOfDay: shifted.getUTCHours() * 60 + shifted.getUTCMinutes() };
}

/** The last second of a date on the clocks of a time zone. @throws RangeError where there is no such zone */
export function endOfDay(date: string, timeZone: string): Date {
  const asUtc = new Date(`${date}T23:59:59Z`);
  const guess = new Date(asUtc.getTime() - offsetMs(asUtc, timeZone));
  // A second look, because the offset may change between the guess and the moment.
  return new Date(asUtc.getTime() - offsetMs(guess, timeZone));
}

function offsetMs(moment: Date, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  const { year, month, day, hour, minute, second } = parts;
  const local = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return local - Math.floor(moment.getTime() / 1000) * 1000;
}
