const pattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)$/;

/** A date and time with its offset, with or without a colon in that; undefined where it is none. */
export function parseDateTime(text: string): Date | undefined {
  if (!pattern.test(text) || !isDay(text.slice(0, 10))) return undefined;
  const time = new Date(text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** Date takes the 31st of February for a day in March. */
function isDay(text: string): boolean {
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}

/** As in data: 2022-12-22T11:18:11.973+00:00. */
export function dateTime(time: Date): string {
  return time.toISOString().replace("Z", "+00:00");
}

/** As in metadata, whose offset has no colon: 2023-01-03T15:14:13.531+0100. */
export function metadataDateTime(time: Date): string {
  return time.toISOString().replace("Z", "+0000");
}
