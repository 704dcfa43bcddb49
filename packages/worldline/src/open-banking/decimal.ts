/**
 * A decimal number as text, with the digits that stand on the wire: `"10.00"`. An amount is never a number of
 * JavaScript's, which would lose the noughts at its end, and from 2^53 on its digits.
 */
export type Decimal = string;
