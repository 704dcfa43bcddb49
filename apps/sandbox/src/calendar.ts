/** `date` moved by whole months of the UTC calendar; the day is lowered where the month is too short for it. */
export function addMonths(date: Date, months: number): Date {
  const moved = new Date(date);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(date.getUTCDate(), lastDay));
  return moved;
}

export function addYears(date: Date, years: number): Date {
  return addMonths(date, years * 12);
}

export function addMs(date: Date, ms: number): Date {
  return new Date(date.getTime() + ms);
}
