/** Something to buy. */
export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly about: string;
  readonly cents: number;
}

/** In Worldline's test environment the amount decides what becomes of a payment: that is what postcards are for. */
export const catalogue: readonly Product[] = [
  {
    sku: "mug",
    name: "Enamel mug",
    about: "White, with a blue rim. Holds 35 cl, at the desk or the camp fire.",
    cents: 1250,
  },
  {
    sku: "tea",
    name: "Loose-leaf tea",
    about: "A tin of 100 g: black tea with a little bergamot.",
    cents: 875,
  },
  {
    sku: "postcard",
    name: "Postcard",
    about: "A lighthouse, printed on heavy paper. Stamp not included.",
    cents: 100,
  },
];

/** What sending a parcel costs. */
export const shippingCents = 495;
