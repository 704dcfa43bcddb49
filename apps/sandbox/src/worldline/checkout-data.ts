import type { ExpectedCheckoutData } from "./state.js";

const contact = {
  FirstName: "Edsger",
  LastName: "Dijkstra",
  PhoneNumber: "+31612345678",
  Email: "edsger@example.org",
};

const home = {
  FirstName: "Edsger",
  LastName: "Dijkstra",
  PostCode: "5612AZ",
  BuildingNumber: "2",
  StreetName: "Den Dolech",
  TownName: "Eindhoven",
  Country: "Netherlands",
};

/** The payer's details, of which the bank passes on what was asked for. */
export function checkoutData(expected: ExpectedCheckoutData): object {
  const names = (Object.keys(contact) as (keyof typeof contact)[]).filter((name) => expected[name]);
  const details = Object.fromEntries(names.map((name) => [name, contact[name]]));
  return {
    ...(names.length > 0 && { ContactDetails: details }),
    ...(expected.ShippingAddress && { ShippingAddress: home }),
    ...(expected.BillingAddress && { BillingAddress: home }),
  };
}

/** The same in words, for the payer to see before agreeing. */
export function checkoutDataInWords(expected: ExpectedCheckoutData): string[] {
  const address = `${home.StreetName} ${home.BuildingNumber}, ${home.PostCode} ${home.TownName}`;
  return [
    ...(expected.FirstName ? [`First name: ${contact.FirstName}`] : []),
    ...(expected.LastName ? [`Last name: ${contact.LastName}`] : []),
    ...(expected.PhoneNumber ? [`Phone: ${contact.PhoneNumber}`] : []),
    ...(expected.Email ? [`E-mail: ${contact.Email}`] : []),
    ...(expected.ShippingAddress ? [`Shipping address: ${address}`] : []),
    ...(expected.BillingAddress ? [`Billing address: ${address}`] : []),
  ];
}
