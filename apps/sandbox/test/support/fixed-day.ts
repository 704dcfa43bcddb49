const noonOf = (year: number): Date => new Date(Date.UTC(year, 4, 20, 12));
const thisYear = new Date().getUTCFullYear();

/** The year of the last 20th of May. */
export const year: number = noonOf(thisYear) <= new Date() ? thisYear : thisYear - 1;

/**
 * For a test whose dates are to be known: the noon of that day, in a month that no leap year changes, and less than a
 * year ago. A server's certificate that was made then still holds for clients, which go by the machine's clock.
 */
export const noon: Date = noonOf(year);
